"""What slips are made of: letters that sound alike, endings that are mixed up, how words are shortened.

In each pair the first is written as the second. A first one that holds signs (``$``, ``[``) is a pattern of ``re``.
"""

SOUNDS_ALIKE = (
    ("ph", "f"), ("ie", "ei"), ("ei", "ie"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("ca", "ka"), ("co", "ko"),
    ("cu", "ku"), ("se", "ze"), ("z", "s"), ("y", "i"), ("tion", "sion"), ("sion", "tion"), ("ee", "ea"),
    ("ea", "ee"), ("oo", "u"), ("ai", "ay"), ("ay", "ai"), ("au", "or"), ("aw", "or"), ("x", "cks"), ("qu", "kw"),
    ("ge", "je"), ("gi", "ji"), ("f", "ph"), ("ch", "tch"), ("tch", "ch"), ("ou", "ow"), ("ow", "ou"), ("oa", "o"),
    ("ur", "er"), ("ir", "er"), ("ight", "ite"), ("sc", "s"), ("cy$", "sy"), ("ll", "l"),
)  # fmt: skip
"""What sounds alike and is written otherwise; at a word's end after $."""
SILENT = (
    ("kn", "n"), ("wr", "r"), ("wh", "w"), ("mb$", "m"), ("gh", "g"), ("ght", "t"), ("rh", "r"), ("ps", "s"),
    ("gn", "n"), ("alk", "ak"), ("alf", "af"), ("sten", "sen"), ("stl", "sl"), ("lm", "m"), ("ould", "oud"),
    ("ch", "c"), ("e$", ""), ("h", ""), ("dn", "n"), ("mn", "m"), ("ui", "i"), ("oa", "a"), ("ea", "e"),
)  # fmt: skip
"""What is not heard, or hardly."""
ENDINGS = (
    ("er", "or"), ("er", "a"), ("or", "er"), ("our", "or"), ("our", "er"), ("re", "er"), ("ar", "er"),
    ("ance", "ence"), ("ence", "ance"), ("ant", "ent"), ("ent", "ant"), ("able", "ible"), ("ible", "able"),
    ("ary", "ery"), ("ery", "ary"), ("ory", "ary"), ("al", "el"), ("le", "el"), ("el", "le"), ("ise", "ize"),
    ("ey", "y"), ("y", "ey"), ("ie", "y"), ("ly", "ley"), ("ley", "ly"), ("ton", "tun"), ("ers", "ors"),
)  # fmt: skip
"""Endings that are mixed up."""
BY_EAR = (
    ("leigh$", "lee"), ("ley$", "lee"), ("borough$", "bora"), ("burgh$", "bura"), ("cester$", "ster"),
    ("wich$", "itch"), ("wick$", "ick"), ("worth$", "wuth"), ("ham$", "um"), ("mouth$", "muth"), ("shire$", "sher"),
    ("haugh", "hoff"), ("ough", "uff"), ("eigh", "ay"), ("igh", "ie"), ("tyl", "til"), ("ph", "f"), ("ght", "t"),
    ("wh", "w"), ("kn", "n"), ("wr", "r"), ("qu", "kw"), ("ck", "k"), ("tion", "shun"), ("sion", "shun"),
    ("chr", "kr"), ("sch", "sk"), ("cial", "shal"), ("ture", "cher"), ("c(?=[eiy])", "s"), ("c(?=[aourlt])", "k"),
    ("ea", "ee"), ("ie", "ee"), ("oo", "u"), ("ou", "ow"), ("au", "or"), ("ai", "ay"), ("oa", "oh"), ("ew", "oo"),
    ("y$", "ie"), ("y", "i"), ("x", "ks"), ("er$", "a"), ("re$", "er"), ("or$", "er"), ("le$", "ul"), ("ll", "l"),
    ("tt", "t"), ("ss", "s"), ("mm", "m"), ("nn", "n"), ("pp", "p"), ("rr", "r"), ("dd", "d"),
)  # fmt: skip
"""As it sounds to somebody who never saw it written, place names above all."""
SHORT_FOR = {
    "centre": ("ctr", "cntr", "cen"),
    "group": ("grp", "gp"),
    "community": ("comm", "cmty", "com"),
    "church": ("ch", "chch"),
    "saint": ("st",),
    "street": ("st", "str"),
    "road": ("rd",),
    "library": ("lib", "libr"),
    "association": ("assoc", "assn"),
    "society": ("soc",),
    "support": ("supp", "spt"),
    "service": ("svc", "serv"),
    "services": ("svcs", "servs"),
    "information": ("info",),
    "voluntary": ("vol",),
    "volunteer": ("vol",),
    "methodist": ("meth",),
    "primary": ("prim",),
    "school": ("sch", "schl"),
    "advice": ("adv",),
    "manchester": ("mcr", "manc"),
    "mental": ("ment",),
    "avenue": ("ave", "av"),
    "department": ("dept",),
    "health": ("hlth",),
    "training": ("trng",),
    "children": ("chdn", "childn"),
    "people": ("ppl",),
    "young": ("yng",),
    "project": ("proj",),
    "education": ("edu", "educ"),
    "development": ("dev", "devt"),
    "management": ("mgmt",),
    "club": ("clb",),
    "house": ("hse",),
    "hospital": ("hosp",),
    "parish": ("par",),
    "memorial": ("mem",),
    "friends": ("frnds",),
    "activities": ("acts", "activs"),
    "exercise": ("ex", "exer"),
    "football": ("ftbl", "footy"),
    "international": ("intl", "int"),
    "national": ("natl", "nat"),
    "university": ("uni",),
    "foundation": ("fdn", "found"),
    "partnership": ("pship", "partn"),
}
"""How words of names are shortened."""
