"""Who and where: administrative divisions, institutions with their desks and posts, users and devices."""
