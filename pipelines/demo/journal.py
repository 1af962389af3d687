"""The fictitious journal: oordelen, visits, afspraken, duiding and questions, told as one story.

Everything comes from data/demo/journaal and the seed of the demo; the times are fixed, so the
journal has the same content on every machine. What a user has typed is never touched.
"""

from datetime import UTC, datetime
from pathlib import Path

from peil.journal import Draft, Journal
from peil.norm import Norms, load_norms
from pipelines.demo.journal_agreed import agreed_drafts
from pipelines.demo.journal_recipes import JournalRecipes, load_journal_recipes
from pipelines.demo.journal_scores import make_scores
from pipelines.demo.journal_visits import make_agenda, visit_drafts
from pipelines.demo.journal_words import asked_drafts, explained_drafts
from pipelines.demo.world import World, load_world


def seed_journal(work: Path, data: Path, wie: str) -> int:
    """Fill the journal of `work` with the story of the region below `data`; say how much is new.

    Raises:
        PeilError: a recipe or norm set that cannot be read.
    """
    recipes, norms = load_journal_recipes(data / "demo"), load_norms(data)
    if recipes is None or norms.newest is None:
        return 0
    journal = Journal(work)
    try:
        return journal.seed(journal_drafts(load_world(data), norms, recipes), wie)
    finally:
        journal.close()


def journal_drafts(world: World, norms: Norms, recipes: JournalRecipes) -> list[Draft]:
    """Return everything that the fictitious journal holds, in the order in which it was written."""
    agenda = make_agenda(world, recipes.bezoeken)
    scoring = make_scores(world, norms, recipes.scores, agenda)
    drafts = [
        *visit_drafts(world, agenda),
        *scoring.drafts,
        *agreed_drafts(world, recipes.afspraken, agenda, scoring.known),
        *explained_drafts(world, recipes.duiding),
        *asked_drafts(world, recipes.vragen),
    ]
    return sorted(drafts, key=_when)


def _when(draft: Draft) -> datetime:
    return draft.wanneer or datetime.min.replace(tzinfo=UTC)
