"""Stories: hand-written pages that tell what is special about an article, ``docs/LANGUAGE/stories/NAME.md``."""

import re
from dataclasses import dataclass

from factcheck.corpus import Corpus
from factcheck.languages import BY_CODE

FOLDER = "stories"
"""The folder of stories in that of a language, and on the site. Its ``index.md`` lists them."""
_STORY = re.compile(rf"docs/([^/]{{1,20}})/{FOLDER}/([^/]{{1,100}})\.md")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story: the name of its file, the id of its article, and what the page says about itself."""

    name: str
    article: str
    title: str
    description: str

    @property
    def address(self) -> str:
        """The address of its page from the root of its language."""
        return f"{FOLDER}/{self.name}/"


def story_at(path: str) -> tuple[str, str] | None:
    """Return the language and the name of the story in a file of the project; None if it holds no story."""
    found = _STORY.fullmatch(path)
    return (found[1], found[2]) if found and found[2] != "index" else None


def find_stories(corpus: Corpus, language: str) -> list[Story]:
    """Return the stories in a language, those of the newest article first. Those of unknown articles are left out."""
    places = {id_: place for place, id_ in enumerate(corpus.articles)}
    found = [
        Story(
            name=at[1],
            article=page.fields["article"],
            **{name: BY_CODE[language].bound(page.fields[name]) for name in ("title", "description")},
        )
        for page in corpus.pages
        if (at := story_at(page.path)) and at[0] == language and page.fields.get("article") in places
    ]
    return sorted(found, key=lambda story: (places[story.article], story.name))
