"""What a question on the screen holds, as JSON values of a draft and back, and as the question that is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sociaalhuis.desk import intake
from sociaalhuis.facts import Answer, Facts, Standing
from sociaalhuis.ui.question.factpanel import FactPanel
from sociaalhuis.ui.question.form import QuestionForm
from sociaalhuis.ui.question.suggesting import Suggesting
from sociaalhuis.ui.question.unmet import Unmet
from sociaalhuis.ui.safety.watch import Safety


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the screen that hold something."""

    form: QuestionForm
    facts: FactPanel
    right: Suggesting
    unmet: Unmet
    safety: Safety

    def content(self) -> dict[str, Any]:
        """All of it as a draft holds it; empty when nothing was filled in or chosen."""
        content, cards = self.form.content(), self.right.cards
        if not (content or self.facts.facts or cards.chosen or self.unmet.domains):
            return {}
        facts = {key: {"value": one.value, "standing": one.standing.value} for key, one in self.facts.facts.items()}
        noted = {"chosen": list(cards.chosen), "passed": dict(cards.passed), "unmet": list(self.unmet.domains)}
        return {
            **(content or self.form.fields()),
            "facts": facts,
            "wiped": dict(self.facts.wiped),
            **noted,
            "safety": self.safety.content(),
        }

    def fill(self, content: Mapping[str, Any]) -> None:
        """Show what a draft holds, without telling."""
        self.form.fill(content)
        self.facts.show_facts(_facts_of(content.get("facts", {})), content.get("wiped", {}))
        self.right.cards.restore(content.get("chosen", ()), content.get("passed", {}))
        self.unmet.restore(content.get("unmet", ()))
        self.safety.fill(content.get("safety", {}), self.form.text)

    def clear(self, words: str) -> None:
        """A new question that begins with these words."""
        self.form.clear(words)
        self.facts.show_facts(Facts())
        self.facts.want(())
        self.right.forget()
        self.unmet.restore(())
        self.safety.clear(self.form.text)

    def question(self) -> intake.Question:
        """What is saved."""
        form, cards = self.form, self.right.cards
        return intake.Question(
            words=form.words.toPlainText(), channel=form.channel.currentData(), domains=form.domains.chosen,
            urgency=form.urgency.currentData(), postal_code=form.code.text().strip() or None,
            municipality=form.where[0].nis if len(form.where) == 1 else None, goal=form.goal.text().strip() or None,
            facts=self.facts.facts, deadline=form.deadline.known(), person=form.person,
            passed_over=dict(cards.passed), unmet=self.unmet.domains,
        )  # fmt: skip


def _facts_of(kept: Mapping[str, Any]) -> Facts:
    answers = {}
    for key, one in kept.items():
        value = tuple(one["value"]) if isinstance(one["value"], list) else one["value"]
        standing = Standing(one["standing"])
        answers[key] = Answer(value, standing, "words" if standing is Standing.ASSUMED else "client")
    return Facts(answers)
