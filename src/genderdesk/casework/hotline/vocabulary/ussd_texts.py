"""The USSD menu as data: five screens of at most 160 GSM-7 characters, and their last words, in each language.

language → need → province → district → safe to call back → number of the report. The first screen is the same for
everybody and says nothing of what the line is for: phones are shared. Numbers, not words, are typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from genderdesk.casework.intake.vocabulary import StatedKind
from genderdesk.groundwork.foundation.answers import Answer

# A handset shows 182; 160 fit every network's message (hotline.md 3).
MOST_CHARACTERS = 160
SCREEN_SIGNS = 182


class Step(StrEnum):
    """Where in the menu somebody is."""

    RESUME = "resume"
    LANGUAGE = "language"
    NEED = "need"
    PROVINCE = "province"
    DISTRICT = "district"
    SAFE = "safe"
    END = "end"


FIRST_SCREEN = "Murakaza neza. Welcome.\n1 Ikinyarwanda\n2 English\n3 Francais\n4 Kiswahili"
FIRST_LANGUAGES = {"1": "rw", "2": "en", "3": "fr", "4": "sw"}

# 1 means danger now; the others are the kinds of intake in everyday words that name no violence.
NEED_NOW = "1"
NEED_KINDS = {
    "1": StatedKind.NOT_STATED,
    "2": StatedKind.PHYSICAL,
    "3": StatedKind.SEXUAL,
    "4": StatedKind.MONEY_OR_PROPERTY,
    "5": StatedKind.FORCED_MARRIAGE,
    "6": StatedKind.THREATS_OR_INSULTS,
    "7": StatedKind.OTHER,
}
SAFE_CHOICES = {"1": Answer.YES, "2": Answer.NO, "3": Answer.UNKNOWN}
MORE = "0"


@dataclass(frozen=True, slots=True)
class UssdTexts:
    """One language's screens. ``{number}`` is the report's number, ``{code}`` the short code."""

    need: str
    province: str
    district: str
    not_sure: str
    more: str
    safe: str
    resume: str
    wrong: str
    end_now: str
    end_call: str
    end_no_call: str
    end_added: str
    time_over: str


USSD_TEXTS = {
    "en": UssdTexts(
        need="What is it about?\n1 I need help now\n2 I was hurt\n3 Someone went too far\n4 Money, home, school\n"
        "5 Marriage\n6 Fear or threats\n7 Something else",
        province="Where are you?",
        district="Which district?",
        not_sure="Not sure",
        more="More",
        safe="May we call or write to this number?\n1 Yes\n2 No\n3 Not sure",
        resume="1 Go on\n2 Start again",
        wrong="Not in the list.",
        end_now="We are acting now. Your number: {number}. If you can, call {code}, free. Then delete *{code}# from "
        "your calls.",
        end_call="Thank you. Your number: {number}. We will call this phone. Delete *{code}# from your calls.",
        end_no_call="Thank you. Your number: {number}. We will not call. Call {code} when you can, free. Delete "
        "*{code}# from your calls.",
        end_added="Thank you. We added this to {number}. Delete *{code}# from your calls.",
        time_over="The time is over. Dial again to go on.",
    ),
    "fr": UssdTexts(
        need="De quoi s'agit-il?\n1 Aide maintenant\n2 On m'a fait mal\n3 On est allé trop loin\n"
        "4 Argent, maison, école\n5 Mariage\n6 Peur, menaces\n7 Autre chose",
        province="A quel endroit?",
        district="Quel district?",
        not_sure="Je ne sais pas",
        more="Suite",
        safe="Peut-on appeler ou écrire à ce numéro?\n1 Oui\n2 Non\n3 Je ne sais pas",
        resume="1 Continuer\n2 Recommencer",
        wrong="Pas sur la liste.",
        end_now="Nous agissons maintenant. Votre numéro: {number}. Si possible, appelez le {code}, gratuit. Puis "
        "effacez *{code}# de vos appels.",
        end_call="Merci. Votre numéro: {number}. Nous appellerons ce téléphone. Effacez *{code}# de vos appels.",
        end_no_call="Merci. Votre numéro: {number}. Nous n'appellerons pas. Appelez le {code}, gratuit. Effacez "
        "*{code}# de vos appels.",
        end_added="Merci. Ajouté à {number}. Effacez *{code}# de vos appels.",
        time_over="Le temps est écoulé. Composez le code pour continuer.",
    ),
    "rw": UssdTexts(
        need="Ni iki kikuzanye?\n1 Nkeneye ubufasha ubu\n2 Nababajwe\n3 Barengereye\n4 Amafaranga, urugo, ishuri\n"
        "5 Gushyingirwa\n6 Ubwoba\n7 Ikindi",
        province="Uri he?",
        district="Akahe karere?",
        not_sure="Simbizi neza",
        more="Ibindi",
        safe="Twaguhamagara cyangwa tukakwandikira kuri iyi nimero?\n1 Yego\n2 Oya\n3 Simbizi",
        resume="1 Komeza\n2 Tangira bushya",
        wrong="Ntibiri ku rutonde.",
        end_now="Turabikora ubu. Nimero yawe: {number}. Niba bishoboka hamagara {code}, ubuntu. Siba *{code}# mu "
        "byo wahamagaye.",
        end_call="Murakoze. Nimero yawe: {number}. Tuzaguhamagara. Siba *{code}# mu byo wahamagaye.",
        end_no_call="Murakoze. Nimero yawe: {number}. Ntituzaguhamagara. Hamagara {code}, ubuntu. Siba *{code}# mu "
        "byo wahamagaye.",
        end_added="Murakoze. Twabyongeye kuri {number}. Siba *{code}# mu byo wahamagaye.",
        time_over="Igihe kirarangiye. Ongera uhamagare ukomeze.",
    ),
    "sw": UssdTexts(
        need="Inahusu nini?\n1 Nahitaji msaada sasa\n2 Nimeumizwa\n3 Mtu amezidi\n4 Pesa, nyumba, shule\n5 Ndoa\n"
        "6 Hofu au vitisho\n7 Jambo lingine",
        province="Uko wapi?",
        district="Wilaya gani?",
        not_sure="Sina uhakika",
        more="Zaidi",
        safe="Tukupigie au tuandike kwa namba hii?\n1 Ndiyo\n2 Hapana\n3 Sina uhakika",
        resume="1 Endelea\n2 Anza upya",
        wrong="Haipo kwenye orodha.",
        end_now="Tunachukua hatua sasa. Namba yako: {number}. Ukiweza piga {code}, bure. Futa *{code}# kwenye simu "
        "zako.",
        end_call="Asante. Namba yako: {number}. Tutakupigia. Futa *{code}# kwenye simu zako.",
        end_no_call="Asante. Namba yako: {number}. Hatutapiga. Piga {code} ukiweza, bure. Futa *{code}# kwenye simu "
        "zako.",
        end_added="Asante. Tumeongeza kwenye {number}. Futa *{code}# kwenye simu zako.",
        time_over="Muda umekwisha. Piga tena uendelee.",
    ),
}

# The country's provinces as the menu writes them; a place without a line here keeps the name it was loaded with.
PLACE_NAMES = {
    "en": {
        "Kigali City": "Kigali",
        "Southern Province": "South",
        "Western Province": "West",
        "Northern Province": "North",
        "Eastern Province": "East",
    },
    "fr": {
        "Kigali City": "Kigali",
        "Southern Province": "Sud",
        "Western Province": "Ouest",
        "Northern Province": "Nord",
        "Eastern Province": "Est",
    },
    "rw": {
        "Kigali City": "Kigali",
        "Southern Province": "Amajyepfo",
        "Western Province": "Iburengerazuba",
        "Northern Province": "Amajyaruguru",
        "Eastern Province": "Iburasirazuba",
    },
    "sw": {
        "Kigali City": "Kigali",
        "Southern Province": "Kusini",
        "Western Province": "Magharibi",
        "Northern Province": "Kaskazini",
        "Eastern Province": "Mashariki",
    },
}
