"""What is read out before a decision is asked for, by version and language. A change of words is a new version.

A row of the ledger names the version that was read; a version that has been used stays here for ever (a test holds its
fingerprint). Kinyarwanda and Kiswahili are drafts: a speaker of the desk must confirm them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences of one version in one language. ``draft`` where no speaker has confirmed it yet."""

    language: str
    sentences: tuple[str, ...]
    draft: bool = False


# The version that is read out now.
CONSENT_WORDING = "2026-1"

WORDINGS: dict[str, dict[str, Wording]] = {
    "2026-1": {
        "en": Wording(
            "en",
            (
                "We keep what you tell us here. Nobody outside this desk learns of it unless you say yes.",
                "I will tell you who would learn of it, what for, and how much.",
                "You may say no. You will be helped here all the same.",
                "You may say yes to one and no to another, and say what must not be told.",
                "A yes holds until the day that I tell you. Then we ask you again.",
                "You may take it back at any time, without saying why. From then on nothing more is told.",
                "What they have read by then cannot be made unread.",
                "The law may oblige us to tell somebody all the same: a judge's order, or a danger to your life or "
                "to a child. We would tell you, if that is safe.",
                "Do you want to ask anything? What do you decide?",
            ),
        ),
        "fr": Wording(
            "fr",
            (
                "Ce que vous nous dites reste ici. Personne d'autre ne l'apprend, sauf si vous dites oui.",
                "Je vous dirai qui l'apprendrait, pour quoi faire, et jusqu'où.",
                "Vous pouvez dire non. Vous serez aidée ici de la même façon.",
                "Vous pouvez dire oui à l'un et non à l'autre, et dire ce qu'il ne faut pas raconter.",
                "Un oui vaut jusqu'au jour que je vous dis. Ensuite, nous vous demandons à nouveau.",
                "Vous pouvez le reprendre à tout moment, sans dire pourquoi. Dès lors, plus rien n'est dit.",
                "Ce qui a déjà été lu ne peut pas être effacé des mémoires.",
                "La loi peut nous obliger à le dire quand même: l'ordre d'un juge, ou un danger pour votre vie ou pour "
                "un enfant. Nous vous le dirions, si cela est sans danger.",
                "Voulez-vous poser une question? Que décidez-vous?",
            ),
        ),
        "rw": Wording(
            "rw",
            (
                "Ibyo utubwira tubibika hano. Nta wundi ubimenya utabyemeye.",
                "Ndakubwira uwabimenya, icyo byamumarira, n'ibyo yamenya.",
                "Ushobora kuvuga oya. Uzafashwa hano nk'uko bisanzwe.",
                "Ushobora kwemerera umwe ukangira undi, ukavuga n'ibyo batagomba kubwirwa.",
                "Yego yawe irangira ku munsi nkubwira. Nyuma yaho twongera kukubaza.",
                "Ushobora kwisubiraho igihe cyose, utavuze impamvu. Guhera ubwo nta kindi kivugwa.",
                "Ibyo bamaze gusoma ntibyasubizwa inyuma.",
                "Amategeko ashobora kudutegeka kubivuga: icyemezo cy'umucamanza, cyangwa akaga ku buzima bwawe cyangwa "
                "ku mwana. Twabikubwira niba bitaguteza ibyago.",
                "Hari icyo ushaka kubaza? Uhisemo iki?",
            ),
            draft=True,
        ),
        "sw": Wording(
            "sw",
            (
                "Unayotuambia tunayatunza hapa. Hakuna mwingine atakayejua bila wewe kukubali.",
                "Nitakuambia nani angejua, kwa sababu gani, na kiasi gani.",
                "Unaweza kusema hapana. Utasaidiwa hapa vilevile.",
                "Unaweza kumkubalia mmoja na kumkatalia mwingine, na kusema kisichopaswa kuambiwa.",
                "Ndiyo yako inadumu hadi siku nitakayokuambia. Kisha tutakuuliza tena.",
                "Unaweza kuiondoa wakati wowote bila kusema sababu. Tangu hapo hakuna zaidi kinachosemwa.",
                "Walichokwisha kusoma hakiwezi kufutwa.",
                "Sheria inaweza kutulazimisha kusema: amri ya hakimu, au hatari kwa maisha yako au kwa mtoto. "
                "Tungekuambia, kama ni salama.",
                "Una swali lolote? Unaamua nini?",
            ),
            draft=True,
        ),
    }
}


def wording_for(language: str, version: str = CONSENT_WORDING) -> Wording:
    """What is read out in a language; English where it is told by signs or through an interpreter."""
    there = WORDINGS[version]
    return there.get(language, there["en"])
