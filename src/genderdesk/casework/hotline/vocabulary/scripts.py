"""What an operator reads aloud to somebody who does not speak. Short, no name of any matter, answerable by key."""

from __future__ import annotations

SILENT_SCRIPT = {
    "rw": "Ndakumva. Niba udashobora kuvuga, kanda 1 kuri yego, kanda 2 kuri oya. Uri mu kaga ubu?",
    "en": "I am here. If you cannot speak, press 1 for yes, 2 for no. Are you in danger now?",
    "fr": "Je vous écoute. Si vous ne pouvez pas parler, tapez 1 pour oui, 2 pour non. Êtes-vous en danger ?",
    "sw": "Niko hapa. Kama huwezi kuongea, bonyeza 1 kwa ndiyo, 2 kwa hapana. Uko hatarini sasa?",
}
