"""The Merkle tree over the ledger: positions, signed checkpoints, witnesses, proofs, and the examination of it all.

Checkpoints and cosignatures have the form of C2SP's tlog-checkpoint, signed-note and tlog-cosignature, so that tools of
others read them. Must not: hold an entry's content, or stand in the way of an act (it works after the commit).
"""
