"""What an SMS may ask for in one word, and the only text that the line sends by itself.

The rule of the line: a first message gets one neutral answer, because its writer wrote to us from that phone. After it
nothing goes to a number before its owner has said that this is safe, and nothing at all after STOP.
"""

from __future__ import annotations

from genderdesk.groundwork.foundation.answers import Answer

# The whole message, without signs and case.
# fmt: off
STOP_WORDS = frozenset({
    "stop", "end", "quit", "unsubscribe", "cancel",
    "arret", "arrêt", "arreter", "arrêter", "fin",
    "hagarika", "reka", "rekeraho",
    "acha", "simama", "komesha",
})
# fmt: on
# The whole message again: asks for the line's own answer once more, wherever the thread is.
HELP_WORDS = frozenset({"help", "info", "aide", "infos", "mfasha", "ubufasha", "amakuru", "msaada", "habari"})
START_WORDS = frozenset({"start", "resume", "commencer", "reprendre", "tangira", "komeza", "anza", "endelea"})

# Answers to the question of the automatic text, "may we write to or call this number?".
SAFE_ANSWERS = {
    "1": Answer.YES, "yes": Answer.YES, "oui": Answer.YES, "yego": Answer.YES, "ego": Answer.YES, "ndiyo": Answer.YES,
    "2": Answer.NO, "no": Answer.NO, "non": Answer.NO, "oya": Answer.NO, "hapana": Answer.NO,
}  # fmt: skip

# A word that shows the language of a message; the first found decides, the line's own language otherwise.
LANGUAGE_WORDS = {
    "en": frozenset({"en", "english", "help", "hello", "please", "my", "me", "i", "the", "is", "he", "she", "am"}),
    "fr": frozenset(
        {"fr", "français", "francais", "aide", "aidez", "bonjour", "je", "mon", "ma", "mari", "il", "elle"}
    ),
    "rw": frozenset(
        {"rw", "kinyarwanda", "ikinyarwanda", "muraho", "mfasha", "mumfashe", "ndi", "nkeneye", "umugabo", "ubufasha"}
    ),
    "sw": frozenset({"sw", "swahili", "kiswahili", "habari", "msaada", "naomba", "nisaidie", "mume", "mimi", "nina"}),
}

# One SMS of 160 signs each; {code} is the short code.
FIRST_ANSWERS = {
    "en": "We have your message. May we call or write to this number? Answer 1 for yes, 2 for no. "
    "For help now call {code}, free. STOP ends this.",
    "fr": "Message bien noté. Peut-on appeler ou écrire à ce numéro? Répondez 1 oui, 2 non. "
    "Aide tout de suite: {code}, gratuit. STOP met fin.",
    "rw": "Ubutumwa bwawe twabubonye. Twaguhamagara cyangwa tukakwandikira kuri iyi nimero? Subiza 1 yego, 2 oya. "
    "Ubufasha ubu: {code}, ubuntu. STOP.",
    "sw": "Tumepata ujumbe wako. Tukupigie au tuandike kwa namba hii? Jibu 1 ndiyo, 2 hapana. "
    "Msaada sasa: piga {code}, bure. STOP kuacha.",
}

# What an operator may send after a call, with one press: a number to call, never the name of the place.
PLACE_TEXTS = {
    "en": "The number you asked for: {phone}. Open: {hours}.",
    "fr": "Le numéro demandé: {phone}. Ouvert: {hours}.",
    "rw": "Nimero wasabye: {phone}. Amasaha: {hours}.",
    "sw": "Namba uliyoomba: {phone}. Saa: {hours}.",
}

# What a counsellor's new day for an appointment says: when, and nothing of with whom, where or why.
DAY_TEXTS = {
    "en": "The time we agreed on is now {when}. STOP ends these texts.",
    "fr": "L'heure convenue est maintenant: {when}. STOP met fin aux messages.",
    "rw": "Igihe twumvikanye ubu ni {when}. STOP ihagarika ubutumwa.",
    "sw": "Muda tuliokubaliana sasa ni {when}. STOP kuacha ujumbe.",
}

# That a complaint was answered: neither what it is nor who answered, only that something is there to be read.
WORD_TEXTS = {
    "en": "There is an answer for you where you left word. STOP ends these texts.",
    "fr": "Une réponse vous attend là où vous avez laissé un mot. STOP met fin aux messages.",
    "rw": "Igisubizo cyawe kiri aho wasize ubutumwa. STOP ihagarika ubutumwa.",
    "sw": "Jibu lako liko pale ulipoacha ujumbe. STOP kuacha ujumbe.",
}
