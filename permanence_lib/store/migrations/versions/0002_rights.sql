-- Who may see and do what in a PostgreSQL of many, as it was made with the tables of version 0002: the database itself checks it,
-- whoever asks and with what. It is never changed here; a change of rights is a migration of its own.
--
-- Where somebody has JupyterLab they can run any program under their own login, so nothing here rests on what a client says: who
-- somebody is follows from session_user alone, by the table login, which only its owner reads. What is seen: one's own records,
-- those addressed to one, those of rooms one leads. What is added: one's own study. A look at others' records, and a try to write
-- as another, leave a line in the server's own log (permanence_refused).

CREATE TABLE login (role text PRIMARY KEY, person varchar(100) NOT NULL UNIQUE, made_at varchar(32) NOT NULL);
CREATE TABLE lead (space varchar(100) NOT NULL, person varchar(100) NOT NULL, PRIMARY KEY (space, person));
CREATE TABLE turn (name text PRIMARY KEY);
CREATE TABLE seal (only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one), word text NOT NULL);
INSERT INTO seal (word) VALUES (gen_random_uuid()::text || gen_random_uuid()::text);

-- Who is asking: never a setting, which a client can set.
CREATE FUNCTION permanence_whose() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT person FROM public.login WHERE role = session_user $$;

CREATE FUNCTION permanence_since() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT made_at FROM public.login WHERE role = session_user $$;

CREATE FUNCTION permanence_leads() RETURNS SETOF varchar LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT space FROM public.lead WHERE person = public.permanence_whose() $$;

-- Told to the server's log alone, once a transaction; the mark that it was told cannot be made up by a client.
CREATE FUNCTION permanence_refused(what text, whose text) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET client_min_messages = error
AS $$
DECLARE told text := md5((SELECT word FROM public.seal) || pg_backend_pid() || transaction_timestamp());
BEGIN
  IF current_setting('permanence.told', true) IS DISTINCT FROM told THEN
    PERFORM set_config('permanence.told', told, true);
    RAISE LOG USING MESSAGE = 'permanence refused: role=' || session_user || ' what=' || left(what, 20) || ' whose=' ||
      quote_ident(regexp_replace(left(whose, 100), '[^[:print:]]', '?', 'g'));
  END IF;
  RETURN false;
END $$;

-- Numbers are drawn in turn, so that they become visible in order: a room's one after the other, in study each person's.
CREATE FUNCTION permanence_in_turn(what text) RETURNS void LANGUAGE plpgsql VOLATILE
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE wanted text := md5((SELECT word FROM public.seal) || what);  -- nobody's id stays behind here
BEGIN
  PERFORM 1 FROM public.turn WHERE name = wanted FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO public.turn (name) VALUES (wanted) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM public.turn WHERE name = wanted FOR UPDATE;
  END IF;
END $$;

CREATE FUNCTION permanence_numbered() RETURNS trigger LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  IF NEW.space <> '' THEN
    PERFORM public.permanence_in_turn('space:' || NEW.space);
  ELSE
    PERFORM public.permanence_in_turn('of:' || NEW.participant);
    IF NEW.shared_with IS NOT NULL THEN PERFORM public.permanence_in_turn('to:' || NEW.shared_with); END IF;
  END IF;
  NEW.seq := nextval('public.record_numbers');
  RETURN NEW;
END $$;
ALTER TABLE record ALTER COLUMN seq DROP DEFAULT;
CREATE SEQUENCE record_numbers OWNED BY record.seq;
CREATE TRIGGER numbered BEFORE INSERT ON record FOR EACH ROW EXECUTE FUNCTION permanence_numbered();

-- What no client of ours writes, and somebody with a shell could: too long for others to read, or of no time at all.
ALTER TABLE record ADD CONSTRAINT bounded CHECK (length(value) <= 600000);
ALTER TABLE record ADD CONSTRAINT dated CHECK (
  saved_at ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{6}[+]00:00$');

-- A room's pages are told at once. Its channel has a name nobody can guess, and the message is an id, never words.
-- Study is not told of: messages make all commits of a server wait for one another, and nobody looks on there.
CREATE FUNCTION permanence_channel(of_space text) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
  SELECT 'permanence_' || md5((SELECT word FROM public.seal) || of_space)
  WHERE of_space <> '' AND (public.permanence_whose() IS NULL OR of_space IN (SELECT public.permanence_leads()))
$$;

CREATE FUNCTION permanence_told() RETURNS trigger LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
BEGIN
  PERFORM pg_notify('permanence_' || md5((SELECT word FROM public.seal) || NEW.space), NEW.participant);
  RETURN NULL;
END $$;
CREATE TRIGGER told AFTER INSERT ON record FOR EACH ROW WHEN (NEW.space <> '') EXECUTE FUNCTION permanence_told();

-- A person's line in the access log is theirs and of now, whatever was sent.
CREATE FUNCTION permanence_noted() RETURNS trigger LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $$
DECLARE asking text := public.permanence_whose();
BEGIN
  IF asking IS NOT NULL THEN
    NEW.who := asking;
    NEW.at := to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00';
  END IF;
  NEW.seq := nextval('public.access_numbers');
  RETURN NEW;
END $$;
ALTER TABLE access ALTER COLUMN seq DROP DEFAULT;
CREATE SEQUENCE access_numbers OWNED BY access.seq;
CREATE TRIGGER noted BEFORE INSERT ON access FOR EACH ROW EXECUTE FUNCTION permanence_noted();

ALTER TABLE record ENABLE ROW LEVEL SECURITY;
ALTER TABLE record FORCE ROW LEVEL SECURITY;
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
ALTER TABLE access ENABLE ROW LEVEL SECURITY;
ALTER TABLE access FORCE ROW LEVEL SECURITY;

CREATE POLICY own_shared_and_led ON record FOR SELECT TO permanence_person USING (
  CASE WHEN space = '' THEN participant = (SELECT permanence_whose()) OR shared_with = (SELECT permanence_whose())
  ELSE space IN (SELECT permanence_leads()) END
  OR permanence_refused('read', participant));
CREATE POLICY own_study ON record FOR INSERT TO permanence_person WITH CHECK (
  (participant = (SELECT permanence_whose()) AND space = '') OR permanence_refused('write', participant));
CREATE POLICY rooms ON record FOR ALL TO permanence_service
  USING (space <> '' OR permanence_refused('read', participant))
  WITH CHECK (space <> '' OR permanence_refused('write', participant));
CREATE POLICY everything ON record FOR ALL TO permanence_admin USING (true) WITH CHECK (true);

CREATE POLICY oneself ON person FOR SELECT TO permanence_person USING (id = (SELECT permanence_whose()));
CREATE POLICY everything ON person FOR ALL TO permanence_admin USING (true) WITH CHECK (true);

CREATE POLICY own_deeds ON access FOR INSERT TO permanence_person WITH CHECK (
  who = (SELECT permanence_whose()) AND what IN ('opened', 'exported', 'brought-in', 'shared', 'read-shared', 'submitted', 'refused'));
CREATE POLICY deeds_in_rooms ON access FOR INSERT TO permanence_service WITH CHECK (true);
CREATE POLICY everything ON access FOR ALL TO permanence_admin USING (true) WITH CHECK (true);

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT SELECT ON alembic_version TO permanence_person, permanence_service, permanence_admin;
GRANT SELECT, INSERT (participant, exercise, revision, value, done, definition_hash, law_as_at, saved_at, writer, request_id, space, shared_with) ON record TO permanence_person, permanence_service;
GRANT UPDATE (shared_with), DELETE ON record TO permanence_service;
GRANT SELECT ON person TO permanence_person;
GRANT INSERT (at, who, what, whose, detail) ON access TO permanence_person, permanence_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON record, person, access, login, lead TO permanence_admin;
GRANT EXECUTE ON FUNCTION permanence_whose(), permanence_since(), permanence_leads(), permanence_channel(text),
  permanence_refused(text, text) TO permanence_person, permanence_service, permanence_admin;
