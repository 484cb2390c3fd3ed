"""A packed list is the list, whether in memory or in a file, and whatever part of it is asked for."""

import pickle
import tempfile

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidelint.checking import packed
from guidelint.checking.packed import Packed, Part, Spool


def spooled(lists: list[list[int]], spool: Spool) -> Packed[int]:
    raw = [(msgspec.msgpack.encode(values), len(values)) for values in lists]
    return Packed(int, spool, [Part(spool.add(b"-" + one) + 1, len(one), count) for one, count in raw])


@given(st.lists(st.lists(st.integers(0, 1 << 40), max_size=4), max_size=8), st.integers(1, 30), st.data())
def test_is_the_list(lists: list[list[int]], most: int, data: st.DataObject) -> None:
    values = tuple(value for one in lists for value in one)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packed, "_IN_MEMORY", most)
        patch.setattr(packed, "_A_PART", most)
        found = spooled(lists, Spool())
        assert found == values and values == found
        assert (len(found), tuple(found), hash(found), repr(found)) == (len(values), values, hash(values), repr(values))
        number = data.draw(st.integers(-len(values) - 2, len(values) + 2))
        if -len(values) <= number < len(values):
            assert found[number] == values[number]
        else:
            with pytest.raises(IndexError):
                found[number]
        assert found[number:] == values[number:] and found[:number:-1] == values[:number:-1]
        assert pickle.loads(pickle.dumps(found)) == values
        again = Spool()
        parts = [Part(again.add(raw), len(raw), count) for raw, count in found.repacked()]
        assert Packed(int, again, parts) == values
        assert (found == (*values, 1)) is False


def test_a_full_disk_leaves_it_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(packed, "_IN_MEMORY", 10)
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    assert spooled([[1, 2, 3]] * 20, Spool()) == (1, 2, 3) * 20
