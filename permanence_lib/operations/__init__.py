"""Keeping the records of many people: backups, putting back, moving house, erasing, how long things stay, who did what.

Every verb here sees the whole database, so on PostgreSQL it is the administrator's; on a laptop it is the owner's.
"""
