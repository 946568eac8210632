"""Who signs in: users, their roles of the moment, their browsers.

States: a user is active or not, a browser signed in or revoked. Who enters: administrators; everybody for themselves.
Arrows leaving: institution, places, protection. Must not: grant a role that no post or standing gives; keep a password.
"""
