"""The Merkle tree: RFC 6962's own test values, and what must hold for trees of any size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.groundwork.foundation.merkle import (
    EMPTY_ROOT,
    Edge,
    consistency_proof,
    consistent,
    included,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
)

# The eight inputs and the roots that the certificate-transparency test suites use for RFC 6962.
INPUTS = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    bytes(range(0x50, 0x58)),
    bytes(range(0x60, 0x70)),
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(each) for each in INPUTS]


def test_the_empty_tree_has_the_hash_of_nothing():
    assert Edge().root == EMPTY_ROOT


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_those_of_the_published_examples(size):
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def recursive_root(leaves):
    """The definition of RFC 9162, 2.1.1, as it stands there."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(recursive_root(leaves[:split]), recursive_root(leaves[split:]))


sizes = st.integers(1, 90)


@given(sizes)
def test_growing_gives_the_root_of_the_definition(size):
    leaves = [leaf_hash(b"%d" % each) for each in range(size)]
    assert root_of(leaves) == recursive_root(leaves)


@given(sizes, st.data())
def test_every_leaf_is_proved_and_no_other_leaf_or_place(size, data):
    leaves = [leaf_hash(b"%d" % each) for each in range(size)]
    index = data.draw(st.integers(0, size - 1))
    root, path = root_of(leaves), inclusion_proof(leaves, index)
    assert included(root, size, index, leaves[index], path)
    assert not included(root, size, index, leaf_hash(b"forged"), path)
    assert not included(root, size + 1, index, leaves[index], [*path, leaves[0]])
    for other in {index - 1, index + 1, size} - {index}:
        assert not included(root, size, other, leaves[index], path)
    if path:
        assert not included(root, size, index, leaves[index], path[:-1])
        assert not included(root, size, index, leaves[index], [*path, path[0]])


@given(sizes, st.data())
def test_a_beginning_is_proved_and_a_rewritten_one_is_not(size, data):
    leaves = [leaf_hash(b"%d" % each) for each in range(size)]
    old_size = data.draw(st.integers(1, size))
    old_root, root = root_of(leaves[:old_size]), root_of(leaves)
    path = consistency_proof(leaves, old_size)
    assert consistent(old_size, old_root, size, root, path)
    changed = data.draw(st.integers(0, old_size - 1))
    rewritten = [*leaves[:changed], leaf_hash(b"rewritten"), *leaves[changed + 1 :]]
    other = root_of(rewritten)
    assert not consistent(old_size, old_root, size, other, consistency_proof(rewritten, old_size))
    if old_size < size:
        assert not consistent(old_size, old_root, old_size - 1, root, path)
        assert not consistent(old_size, old_root, size, root, path[:-1])


def test_outside_the_tree_there_is_no_proof():
    with pytest.raises(IndexError):
        inclusion_proof(LEAVES, 8)
    with pytest.raises(IndexError):
        consistency_proof(LEAVES, 9)
    assert not included(root_of(LEAVES), 8, 8, LEAVES[0], [])
    assert not consistent(0, EMPTY_ROOT, 8, root_of(LEAVES), [])
