"""One start of the program answers like the next, though a set's order differs between them."""

import os
import subprocess
import sys

import pytest

SAID = "I rode till I was sixty, and I would love to be mucking out a stable and playing ping pong again"
TELL = """
import sys
from conversation_kit.assets_folder import assets_folder
from conversation_kit.matching.vocabulary.plain import spoken, stem
from conversation_kit.matching.vocabulary.words import Words

hits = Words.load(assets_folder() / "words").bank.hits([stem(word) for word in spoken(sys.argv[1])])
print([(hit.phrase.theme, hit.sure) for hit in hits])
"""


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_what_is_heard_comes_in_one_order(seed):
    told = [
        subprocess.run(
            [sys.executable, "-c", TELL, SAID],
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_seed in ("0", seed)
    ]
    assert told[0] == told[1]
    assert "horses" in told[0]
    assert "animals" in told[0]
