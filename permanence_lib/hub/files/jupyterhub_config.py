# JupyterHub for Achieving Permanence, on one computer. What differs from authority to authority is in permanence-hub.ini and
# rooms.yaml beside this file; your identity provider's own settings go at the end of this one.
from pathlib import Path

from permanence_lib.hub.configuration import configure

c = get_config()  # type: ignore[name-defined]  # noqa: F821
configure(c, Path(__file__).with_name("permanence-hub.ini"))

# With authenticator = oauthenticator.generic.GenericOAuthenticator, for instance (see README.md, "Signing in"):
# c.GenericOAuthenticator.client_id = "..."
# c.GenericOAuthenticator.oauth_callback_url = "https://permanence.example.gov.uk/hub/oauth_callback"
# c.GenericOAuthenticator.username_claim = "preferred_username"
# c.GenericOAuthenticator.auth_state_groups_key = "oauth_user.groups"
# c.Authenticator.enable_auth_state = True
