"""Makes an edition of any number of letters, so that scale can be measured; no letter in it was ever written.

    python tests/corpus/generate.py FOLDER --letters 10000 [--seed 1] [--persons 400] [--formats html,text,bibtex,ris]

The letters are in English, German and French, between persons of an authority file that is written with them; they
differ in length, heading, dateline, salutation, closing and postscript, name persons and places, and answer one
another. Some have a sidecar with a source statement and corrections. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

FORENAMES: Final = {
    "en": "Alice Arthur Clara Edward Eleanor Frances George Harriet Henry Jane Martha Robert Sarah Thomas William",
    "de": "Anna August Bertha Emil Ernst Friederike Gustav Hedwig Johanna Karl Luise Otto Paula Therese Wilhelm",
    "fr": "Adèle Auguste Camille Charles Claire Étienne Eugénie Henriette Jules Louise Marcel Mathilde Paul Victor",
}
BEGINNINGS: Final = {
    "en": "Ash Black Brad Car Hal Hart Holm King Lang Marsh North Pres Rad Stan Wal West Whit Win",
    "de": "Berg Brand Eichen Feld Grün Hart Kalten Linden Neu Ober Rosen Schön Stein Tannen Wald Weiß Winter",
    "fr": "Beau Bel Char Cour Del Fer Gran Lam Mar Mont Per Ros Saint Val Vau Ver Vil",
}
ENDINGS: Final = {
    "en": "bury dale field ford ham ley more ton wick wood worth",
    "de": "bach berger brunner hauser hofer kamp mann meier stedt thal",
    "fr": "bert champ court don geot lain leroy mont nay rand tier ville",
}
TOWNS: Final = {
    "en": "Bristol Dover Edinburgh Exeter Leeds Lincoln London Norwich Oxford Plymouth York",
    "de": "Augsburg Basel Berlin Bremen Dresden Hamburg Leipzig München Nürnberg Wien Zürich",
    "fr": "Avignon Bordeaux Dijon Genève Grenoble Lyon Marseille Nantes Paris Rouen Toulouse",
}
MONTHS: Final = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
SENTENCES: Final = {
    "en": (
        "Your letter of {day} reached me only yesterday, and I answer it at once.",
        "I have spoken with {person} about the matter, and {surname} is of your opinion.",
        "We shall be in {town} before the end of the month, if the roads allow it.",
        "The drawings that you sent are with the printer, who promises proofs within the week.",
        "{person} writes from {town} that the winter has been hard and that the river is frozen over.",
        "Of the books on your list I could find but two; the others must be asked for abroad.",
        "“Nothing is lost,” he said to me, “as long as the accounts are kept.”",
        "My sister is well again and sends you her kindest regards.",
        "Pray tell {person} that the parcel arrived safely and that nothing in it was broken.",
        "It is my settled opinion that the plan cannot be carried out before spring.",
        "I have not yet had an answer from {town}, though I wrote three weeks ago.",
        "The committee met on {day} and could agree upon nothing.",
        "You ask what I think of the new edition; I have read it twice and like it better each time.",
        "The children speak of your visit every day, and so do we.",
    ),
    "de": (
        "Ihr Brief vom {day} hat mich erst gestern erreicht, und ich antworte sogleich.",
        "Mit {person} habe ich über die Sache gesprochen; auch {surname} ist Ihrer Ansicht.",
        "Wir werden noch vor Ende des Monats in {town} sein, wenn die Straßen es erlauben.",
        "Die Zeichnungen, die Sie geschickt haben, liegen beim Drucker, der binnen acht Tagen Abzüge verspricht.",
        "{person} schreibt aus {town}, daß der Winter streng und der Fluß zugefroren sei.",
        "Von den Büchern Ihrer Liste konnte ich nur zwei finden; die andern sind im Ausland zu bestellen.",
        "„Verloren ist nichts“, sagte er mir, „solange die Rechnungen stimmen.“",
        "Meine Schwester ist wieder wohlauf und läßt Sie herzlich grüßen.",
        "Sagen Sie bitte {person}, daß das Paket gut angekommen und nichts zerbrochen ist.",
        "Ich bin fest überzeugt, daß sich der Plan vor dem Frühjahr nicht ausführen läßt.",
        "Aus {town} habe ich noch keine Antwort, obwohl ich vor drei Wochen geschrieben habe.",
        "Der Ausschuß hat am {day} getagt und sich über nichts einigen können.",
        "Sie fragen, was ich von der neuen Ausgabe halte; ich habe sie zweimal mit Freude gelesen.",
        "Die Kinder sprechen jeden Tag von Ihrem Besuch, und wir nicht minder.",
    ),
    "fr": (
        "Votre lettre du {day} ne m'est parvenue qu'hier, et j'y réponds sans attendre.",
        "J'ai parlé de l'affaire avec {person}, et {surname} est de votre avis.",
        "Nous serons à {town} avant la fin du mois, si les routes le permettent.",
        "Les dessins que vous avez envoyés sont chez l'imprimeur, qui promet des épreuves pour la semaine.",
        "{person} écrit de {town} que l'hiver a été rude et que la rivière est prise par les glaces.",
        "Des livres de votre liste je n'ai pu trouver que deux ; il faut demander les autres à l'étranger.",
        "« Rien n'est perdu, me dit-il, tant que les comptes sont en ordre. »",
        "Ma sœur est de nouveau en bonne santé et vous salue de tout cœur.",
        "Dites, je vous prie, à {person} que le paquet est bien arrivé et que rien n'y était cassé.",
        "Je suis convaincu que le projet ne peut être exécuté avant le printemps.",
        "Je n'ai pas encore de réponse de {town}, quoique j'aie écrit il y a trois semaines.",
        "Le comité s'est réuni le {day} et n'a pu s'entendre sur rien.",
        "Vous demandez ce que je pense de la nouvelle édition ; je l'ai lue deux fois avec plaisir.",
        "Les enfants parlent chaque jour de votre visite, et nous de même.",
    ),
}
HEADINGS: Final = {
    "en": "Letter from {sender} to {addressee}, {day}",
    "de": "Brief von {sender} an {addressee}, {day}",
    "fr": "Lettre de {sender} à {addressee}, {day}",
}
SALUTATIONS: Final = {
    "en": ("Dear {surname},", "My dear {forename},", "Dear Sir,", "Dear Friend,"),
    "de": ("Lieber {forename}!", "Sehr geehrter Herr {surname},", "Verehrter Freund!", "Liebe {forename}!"),
    "fr": ("Cher {forename},", "Monsieur,", "Mon cher ami,", "Chère {forename},"),
}
CLOSINGS: Final = {
    "en": ("Yours sincerely,", "Ever yours,", "I remain, Sir, your obedient servant,", "With kind regards,"),
    "de": ("Mit herzlichen Grüßen", "Ihr ergebener", "In alter Freundschaft", "Hochachtungsvoll"),
    "fr": ("Votre dévoué,", "Bien à vous,", "Avec mes amitiés,", "Veuillez agréer mes salutations distinguées,"),
}
POSTSCRIPTS: Final = {
    "en": "P.S. I enclose the receipt for {town}.",
    "de": "P.S. Die Quittung für {town} liegt bei.",
    "fr": "P.S. Je joins le reçu pour {town}.",
}
EDITION: Final = """[edition]
title = "Letters that nobody wrote"
description = "An edition of generated letters, to measure with."
language = "en"
publisher = "Nobody"
date = "2026"
base-uri = "https://letters.example"

[edition.licence]
target = "https://creativecommons.org/publicdomain/zero/1.0/"
text = "CC0 1.0"

[[edition.editors]]
id = "editors"
name = "The editors"

[transform]
formats = [{formats}]
"""
LIST: Final = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{kind}" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>{title}</title></titleStmt>
      <publicationStmt><p>Generated.</p></publicationStmt>
      <sourceDesc><p>None.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <standOff>
    <{element}>
{entries}
    </{element}>
  </standOff>
</TEI>
"""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who never lived."""

    id: str
    forename: str
    surname: str
    language: str
    born: int

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.forename} {self.surname}"


def persons(chance: random.Random, number: int) -> list[Person]:
    """Make up `number` persons with different names."""
    found: dict[str, Person] = {}
    while len(found) < number:
        language = chance.choice(("en", "en", "de", "fr"))
        surname = chance.choice(BEGINNINGS[language].split()) + chance.choice(ENDINGS[language].split())
        forename = chance.choice(FORENAMES[language].split())
        identifier = f"p{len(found) + 1}"
        person = Person(identifier, forename, surname, language, chance.randint(1790, 1830))
        found.setdefault(person.name, person)
    return list(found.values())


def day_in_words(day: date, language: str) -> str:
    """Write a day as letters do."""
    month = MONTHS[language].split()[day.month - 1]
    return {
        "en": f"{month} {day.day}, {day.year}",
        "de": f"{day.day}. {month} {day.year}",
        "fr": f"{day.day} {month} {day.year}",
    }[language]


def letter(chance: random.Random, people: Sequence[Person], day: date) -> tuple[str, str]:
    """Make up a letter, and the content of its sidecar ("" for none)."""
    sender, addressee = chance.sample(people, 2)
    language = sender.language

    def filled(sentence: str) -> str:
        other = chance.choice(people)
        earlier = day - timedelta(days=chance.randint(3, 40))
        return sentence.format(
            person=other.name,
            surname=other.surname,
            forename=addressee.forename,
            town=chance.choice(TOWNS[language].split()),
            day=day_in_words(earlier, language),
        )

    lines = []
    if chance.random() < 0.6:
        words = {"sender": sender.name, "addressee": addressee.name, "day": day_in_words(day, language)}
        lines += [HEADINGS[language].format(**words), ""]
    lines += [f"{chance.choice(TOWNS[language].split())}, {day_in_words(day, language)}", ""]
    greeting = chance.choice(SALUTATIONS[language])
    lines += [greeting.format(surname=addressee.surname, forename=addressee.forename), ""]
    for _ in range(chance.choice((1, 2, 2, 3, 3, 4, 6))):
        sentences = chance.sample(SENTENCES[language], chance.randint(3, 8))
        lines += [" ".join(map(filled, sentences)), ""]
    lines += [chance.choice(CLOSINGS[language]), sender.name]
    if chance.random() < 0.2:
        lines += ["", filled(POSTSCRIPTS[language])]
    return "\n".join(lines) + "\n", sidecar(chance, sender, addressee, day)


def sidecar(chance: random.Random, sender: Person, addressee: Person, day: date) -> str:
    """Make up what an editor knows of a letter; three in four have nothing to say."""
    if chance.random() < 0.75:
        return ""
    return (
        f'[letter]\nsender = "{sender.name}"\naddressee = "{addressee.name}"\ndate = "{day.isoformat()}"\n\n'
        f'[source]\ntitle = "Collection {chance.randint(1, 90)}"\n'
        f'statement = "Autograph, {chance.randint(1, 4)} pages."\n'
    )


def authority(people: Sequence[Person]) -> Iterator[tuple[str, str]]:
    """Yield the authority files: name and content."""
    entries = "\n".join(
        f'      <person xml:id="{one.id}">'
        f"<persName><forename>{escape(one.forename)}</forename> <surname>{escape(one.surname)}</surname></persName>"
        f'<birth when="{one.born}"/><death when="{one.born + 75}"/>'
        f'<idno type="GND">https://d-nb.info/gnd/{1000000 + int(one.id[1:])}</idno></person>'
        for one in people
    )
    yield "persons.xml", LIST.format(kind="persons", title="Persons", element="listPerson", entries=entries)
    towns = sorted({town for names in TOWNS.values() for town in names.split()})
    places = "\n".join(
        f'      <place xml:id="t{n}"><placeName>{town}</placeName></place>' for n, town in enumerate(towns)
    )
    yield "places.xml", LIST.format(kind="places", title="Places", element="listPlace", entries=places)


def generate(
    folder: Path, letters: int, *, seed: int = 1, known: int = 400, formats: Sequence[str] = ("text",)
) -> None:
    """Write an edition of so many letters, with `known` persons, into `folder`."""
    chance = random.Random(seed)
    people = persons(chance, known)
    (folder / "seeds").mkdir(parents=True)
    (folder / "tei" / "authority").mkdir(parents=True)
    quoted = ", ".join(f'"{name}"' for name in formats)
    (folder / "edition.toml").write_text(EDITION.format(formats=quoted), encoding="utf-8")
    for name, content in authority(people):
        (folder / "tei" / "authority" / name).write_text(content, encoding="utf-8")
    for number in range(1, letters + 1):
        day = date(1840, 1, 1) + timedelta(days=chance.randint(0, 9000))
        text, beside = letter(chance, people, day)
        stem = f"{day.isoformat()}-{number:06}"
        (folder / "seeds" / f"{stem}.txt").write_text(text, encoding="utf-8")
        if beside:
            (folder / "seeds" / f"{stem}.toml").write_text(beside, encoding="utf-8")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--persons", type=int, default=400)
    parser.add_argument("--formats", default="html,text,bibtex")
    told = parser.parse_args()
    generate(told.folder, told.letters, seed=told.seed, known=told.persons, formats=told.formats.split(","))


if __name__ == "__main__":
    main()
