"""``genderdesk keys``: new keys for old, the oversight's recovery, and what lies in an old form (docs/keys.md)."""

from __future__ import annotations

import argparse
import os
import uuid
from pathlib import Path

from genderdesk.interfaces.cli.main import Stop, load_django


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    rotate = verbs.add_parser("rotate", help="new desk keys; file keys are wrapped anew, no sealed word is touched")
    rotate.add_argument("--root", action="store_true", help="a new root key instead, in the place of the old file")
    rotate.add_argument("--go-on", action="store_true", help="only finish a rotation that was interrupted")
    token = verbs.add_parser("token", help="the root key in a PKCS#11 token: whether it answers, and the way there")
    token.add_argument("--make", action="store_true", help="make the key in the token, where none has its label")
    token.add_argument("--move", action="store_true", help="wrap the desk keys by it, in the place of the file")
    verbs.add_parser("rewrite", help="seal by file keys what was sealed before there were any")
    verbs.add_parser("reindex", help="make the digests by which numbers and names are found anew")
    recovery = verbs.add_parser("recovery", help="make the recovery pair and write its three shares")
    recovery.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where the shares are written")
    recover = verbs.add_parser("recover", help="give a sealed file's key to a named person, by two shares")
    recover.add_argument("--share", type=Path, action="append", required=True, metavar="FILE", help="two are needed")
    recover.add_argument(
        "--file", type=uuid.UUID, required=True, metavar="ID", help="the file's id, that of its report"
    )
    recover.add_argument("--to", required=True, metavar="USER", help="the sign-in name of who gets it")


def run(options: argparse.Namespace) -> int:
    load_django()
    from genderdesk.groundwork.protection.acts import Invalid, Refused

    verbs = {
        "rotate": _rotate,
        "token": _token,
        "rewrite": _rewrite,
        "reindex": _reindex,
        "recovery": _recovery,
        "recover": _recover,
    }
    verb = verbs[options.what]
    try:
        return verb(options)
    except (Invalid, Refused) as fault:
        raise Stop(str(fault)) from None


def _rotate(options: argparse.Namespace) -> int:
    from genderdesk.groundwork.protection.access import SYSTEM
    from genderdesk.groundwork.protection.vault import rotation

    if options.root:
        rotation.rotate_root()
        print("The root key is new. Copy keys/ to both safes now; the old one opens the backups made until today.")
        return 0
    if not options.go_on:
        print(f"{rotation.renew_desk_keys(SYSTEM)} new desk keys.")
    batches = 0
    for batches in rotation.rewrap_all():
        print(f"{batches * rotation.AT_ONCE} file keys looked at …", flush=True)
    print("Every file key is wrapped by the newest desk key. Repeat with --go-on after a minute: a process at work may")
    print("have wrapped a new file by the old key meanwhile.")
    return 0


def _token(options: argparse.Namespace) -> int:
    from genderdesk.groundwork.protection.vault import keyring, rotation

    token = keyring.token_root()
    if token is None:
        raise Stop("no token is named. Set GENDERDESK_PKCS11_MODULE and what belongs to it (docs/settings.md).")
    if options.make:
        print("The key was made in the token." if token.make() else "A key of this label is in the token already.")
    if options.move:
        rotation.move_to_token()
        print("The root key is in the token. Copy keys/ to both safes, and take root.key.until-… off this machine:")
        print("it opens the backups made until today.")
    where = "in use" if keyring.root() is token else "not in use: the file is. Move with --move"
    print(f"{token.place.key} in the token {token.place.token} answers, mark {token.mark}; {where}.")
    return 0


def _rewrite(_options: argparse.Namespace) -> int:
    from genderdesk.groundwork.protection.vault import rotation

    columns = dict.fromkeys(rotation.rewrite_all())
    print(f"{len(columns)} columns looked through; {rotation.left_of_first_form()} values are left in the first form.")
    return 0


def _reindex(_options: argparse.Namespace) -> int:
    from genderdesk.groundwork.protection.vault import reindex

    batches: dict[str, int] = {}
    for name in reindex.reindex_all():
        batches[name] = batches.get(name, 0) + 1
        print(f"{name}: {batches[name] * reindex.AT_ONCE} rows looked at …", flush=True)
    alone = reindex.left_alone()
    left = sum(reindex.left().values()) - alone
    print(f"Numbers and names are found by today's digests; {left} rows are left under old ones.")
    if alone:
        print(f"{alone} numbers that wrote STOP are known by a digest alone, which cannot be made anew, and no contact")
        print("keeps them. Whoever of them writes to the line again has to write STOP again.")
    if left:
        print("Other processes wrote meanwhile: stop them all, start this version of them, and repeat this.")
    return 0


def _recovery(options: argparse.Namespace) -> int:
    from genderdesk.groundwork.protection.vault import recovery

    if options.out.exists() and any(options.out.iterdir()):
        raise Stop(f"{options.out} is not empty. Name a new folder, on a stick that leaves with its holder.")
    for path in write_shares(options.out):
        print(path)
    key = recovery.current()
    print(f"Recovery key {key.pk if key else ''}. Give each share to another person, print it, and delete the folder.")
    return 0


def write_shares(folder: Path) -> list[Path]:
    """Make the recovery pair and write its shares, each to its file of mode 600."""
    from django.utils import timezone

    from genderdesk.groundwork.protection.vault import recovery

    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    paths = []
    for share in recovery.new_shares():
        path = folder / f"share-{share.number}-of-{recovery.MADE}.txt"
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(share.text(timezone.now()))
        paths.append(path)
    return paths


def _recover(options: argparse.Namespace) -> int:
    from genderdesk.groundwork.protection.access import SYSTEM
    from genderdesk.groundwork.protection.vault import recovery
    from genderdesk.groundwork.protection.vault.unlocked import standing_here
    from genderdesk.organisation.accounts.models import User

    if len(options.share) != recovery.NEEDED:
        raise Stop("two shares are needed: --share ONE --share OTHER")
    one, two = (recovery.Share.read(path.read_text()) for path in options.share)
    user = User.objects.filter(username=options.to, is_active=True).first()
    if user is None:
        raise Stop(f"nobody signs in as {options.to}. Type: genderdesk user list")
    with standing_here(recovery.restored(one, two)):
        used = "+".join(str(number) for number in sorted((one.number, two.number)))
        recovery.recover_file(SYSTEM, file_id=options.file, to=user.pk, shares=used)
    print(f"{user.username} holds the file's key now; the ledger says so.")
    return 0
