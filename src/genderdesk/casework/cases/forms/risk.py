"""The questions of an instrument, and the small steps around a level of risk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.queries import in_language
from genderdesk.casework.cases.rules import LEAST_FEAR, MOST_FEAR, Instrument
from genderdesk.casework.cases.vocabulary import Measure, RiskAnswer, RiskContext, RiskEvent, RiskLevel
from genderdesk.groundwork.platform.forms import (
    Checkboxes,
    ChoiceRadios,
    ChoiceSelect,
    DeskBoundField,
    DeskForm,
    TextField,
)

_NOT_TOLD = "not_told"


class RiskAnswerField(ChoiceRadios):
    """Yes, no, not known, or does not apply; none stands ready. Open is an answer too, so it is not marked optional."""

    always_answered = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            inline=True,
            choices=list(labels.RISK_ANSWERS.items()),
            error_messages={"required": _("Answer this question, or say that it is not known.")},
            **kwargs,
        )


class AssessRisk(DeskForm):
    """Every question of one instrument, the survivor's own fear, and why it is asked now.

    No answer stands ready: what is left open is not known, and a required question is answered or said to be unknown.
    """

    fear = ChoiceSelect(
        label=_("How afraid are you, from 0 (not at all) to 10 (for my life)?"),
        choices=[
            ("", _("Choose a number")),
            (_NOT_TOLD, _("Not asked, or would rather not say")),
            *((str(number), str(number)) for number in range(LEAST_FEAR, MOST_FEAR + 1)),
        ],
    )
    context = ChoiceRadios(label=_("Why is it asked now?"), choices=list(labels.RISK_CONTEXTS.items()))

    def __init__(self, *args: Any, instrument: Instrument, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instrument = instrument
        for item in instrument.items:
            self.fields[self._name(item.id)] = RiskAnswerField(label=in_language(item.words), required=item.required)
        self.order_fields([*(self._name(each.id) for each in instrument.items), "fear", "context"])

    @staticmethod
    def _name(item_id: str) -> str:
        return f"item-{item_id}"

    def parts(self) -> Iterator[tuple[str, list[DeskBoundField]]]:
        """The questions under the headings of the instrument, in its order."""
        groups = dict.fromkeys(each.group for each in self.instrument.items)
        for group in groups:
            asked = [self[self._name(each.id)] for each in self.instrument.items if each.group == group]
            yield in_language(self.instrument.groups.get(group, {})), asked

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        named = {each.id: data[self._name(each.id)] for each in self.instrument.items}
        return {
            "context": RiskContext(data["context"]),
            "answers": {key: RiskAnswer(answer) for key, answer in named.items() if answer},
            "fear": None if data["fear"] == _NOT_TOLD else int(data["fear"]),
            "instrument": self.instrument.code,
            "version": self.instrument.version,
        }


class ChooseMeasures(DeskForm):
    """What the desk does because of the level."""

    measures = Checkboxes(label=_("What the desk does now"), required=False)

    def __init__(self, *args: Any, offered: Sequence[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("measures", [(each.value, labels.MEASURES[each]) for each in offered])

    def arguments(self) -> dict[str, Any]:
        return {"measures": [Measure(each) for each in self.cleaned_data["measures"]]}


class MoveRisk(DeskForm):
    """To which level, and why."""

    to = ChoiceRadios(label=_("To which level?"), inline=True)
    why = TextField(label=_("Why?"), rows=3, help_text=_("Sealed, like all that is written in the file."))

    def __init__(self, *args: Any, levels: Sequence[RiskLevel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("to", [(each.value, labels.RISK_LEVELS[each]) for each in levels])

    def level(self) -> RiskLevel:
        return RiskLevel(self.cleaned_data["to"])


class SayNewEvent(DeskForm):
    """What happened, so that the risk is looked at again at once."""

    event = ChoiceRadios(label=_("What happened?"), choices=list(labels.RISK_EVENTS.items()))

    def arguments(self) -> dict[str, Any]:
        return {"event": RiskEvent(self.cleaned_data["event"])}
