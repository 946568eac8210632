"""Words that a survivor never reads of herself or himself in our pages, and the longest sentence (ux.md T8, T10).

No word begins so. What is put on a phone is held to the stricter list of the hotline, ``UNSAFE_WORDS``.
"""

FORBIDDEN = {
    "en": ("victim", "perpetrator", "rape", "abus", "alleg", "prey", "helpless", "traum", "suffer", "crime", "shame"),
    "fr": ("victime", "viol", "abus", "agress", "prétend", "proie", "traum", "souffr", "crime", "honte", "coupable"),
    "rw": ("uwahohotewe", "uwahohoterwe", "inzirakarengane", "urupfu", "icyaha", "gufata ku ngufu", "isoni"),
    "sw": ("mhanga", "mwathirika", "mwathiriwa", "ubakaji", "amebakwa", "kubakwa", "uhalifu", "aibu", "anadai"),
}
# In words. Kinyarwanda says in one word what English says in three.
LONGEST_SENTENCE = {"en": 20, "fr": 24, "sw": 22, "rw": 12}
