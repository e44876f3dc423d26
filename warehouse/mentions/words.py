"""Small closed lists of words that sentences are read by."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Courtesies and short titles in front of a name.
HONORIFICS = _set(
    """
    mr mrs ms miss dr sir dame madam madame lord lady hon rev st saint sen rep gov gen col lt maj capt sgt adm
    prof fm pm dep messrs mme
    """
)

# Behind one of these, a capitalised word is a person's name.
COURTESIES = _set(
    """
    mr mrs ms miss dr sir madam messrs
    """
)

# What may stand in front of a noun phrase and is no part of it.
DETERMINERS = _set(
    """
    the a an this that these those his her its their our my your some any all both each every no another such
    several many few most more other
    """
)

# In front of one of these, a people's name means its people and no government.
PLAIN_PEOPLE = _set(
    """
    ordinary innocent young elderly poor rural urban local fellow
    """
)

# In capitals these open a sentence and are no part of the name behind them: "Near Palmyra".
SENTENCE_OPENERS = _set(
    """
    near in at outside inside around with while when after before since although though despite during from meanwhile
    if as but and because until unlike within behind
    """
)

# Names that end in one of these are of a paper or a society, whatever they begin with: "Windsor Star".
BODY_ENDS = _set(
    """
    Star Mercury Times Herald Tribune Gazette Post News Journal Courier Telegraph Examiner Dispatch Fund Aid Watch
    Laboratory Laboratories Trust Sena
    """
)

# Numbers in words.
NUMBERS = _set(
    """
    one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand
    thousands million millions scores
    """
)

# Nouns for states and lands: behind them and "of" stands their own name, "the republics of Moldova and Georgia".
LANDS = _set(
    """
    country nation republic kingdom state
    """
)

# Nouns that name a relation to somebody else: "its neighbour" is not its own.
RELATIONS = _set(
    """
    neighbor neighbour neighbors neighbours ally foe enemy rival opponent partner counterpart friend predecessor
    successor
    """
)

# Machines of war, which act when they are the subject and are things otherwise.
MACHINES = _set(
    """
    tank tanks aircraft jet warship warplane bomber gunship drone artillery ship vessel plane
    """
)

# Behind one of these, a name is no subject.
GOVERNING = _set(
    """
    and of in on at to for from by with into onto over under about after before against between during without
    within through across toward towards via per
    """
)

# Who belongs to the ship or aircraft that was named last, not to whoever seized it.
CREWS = _set("captain captains crew crewman crewmen pilot pilots sailor sailors skipper")

# Behind one of these a clause begins, and with it what a possessive goes back to.
CLAUSE_OPENERS = _set(
    """
    that after before while when whereas because since although though if as but until unless whether so then than
    which who where
    """
)

# Verbs behind which a clause stands without "that": "said Russia would".
CLAUSE_VERBS = _set(
    """
    said says say believes believe thinks claims claimed insists insisted hopes hoped fears feared
    """
)

# Right in front of a verb, these are its subject or belong to it.
SUBJECTS = _set(
    """
    he she they we it i who has have had
    """
)

# What is sent, kept or counted is no party: "withdraw troops", "number of soldiers".
MEANS = _set(
    """
    send sends sent sending deploy deploys deployed deploying withdraw withdraws withdrew withdrawing pull pulls
    pulled pulling station stations stationed stationing keep keeps kept keeping maintain maintains maintained
    maintaining move moves moved moving mass masses massed massing provide provides provided providing supply
    supplies supplied supplying contribute contributes contributed contributing dispatch dispatches dispatched
    dispatching commit commits committed committing add adds added adding use uses used using raise raises raised
    raising bring brings brought bringing offer offers offered offering
    """
)
COUNTS = _set(
    """
    number numbers deployment withdrawal presence transit use
    """
)

# Verbs behind which a group is the subject, where they could be taken for a noun: "police shot", "the government fell".
ACTS = _set(
    """
    fell won took met made went came gave held left lost kept sent set let put cut broke rose began grew led fought
    sought bought brought struck withdrew shot hit spoke built found got heard knew paid ran saw sold stood stole
    swore taught thought threw told understood wore wrote drew drove flew forbade forgot froze hid laid meant quit
    rode rang read sank sat shut slept spent split spread sprang stuck swept swung threw say detain seize
    kill deny urge accuse reject warn vow want need seek fear hope begin become became
    """
)

# Words that end the search for a qualifier to the left of a role noun.
STOPS = _set(
    """
    and or but nor of in on at to for from by with as that which who whom whose when where while if than then
    not is are was were be been being has have had do does did will would shall should can could may might must
    said says say told asked into onto over under about after before between against during without within
    through also
    """
)

# A country behind one of these is where something is, and no party.
PLACE_WORDS = _set(
    """
    in at near inside outside across throughout within into around from via through off
    """
)

# Behind one of these and "to", a country is where somebody goes.
TO_WORDS = _set(
    """
    visit visits visited trip trips travel travels traveled travelled fly flew flight go goes went going return
    returned returning come came sent send arrive deported moved tour headed journey way transport transit
    hardware close next troops back access over fled drive
    """
)

# Behind one of these and "of", a country is land.
OF_WORDS = _set(
    """
    part parts capital city town territory east west north south outside borders border region regions soil half
    rest coast village district airspace middle center centre streets areas
    """
)

# In front of one of these, a country's name is land too.
THING_WORDS = _set(
    """
    territory soil border borders time airport street airspace region province
    """
)

# In front of one of these, a capital is where it was held.
MEETINGS = _set(
    """
    agreement agreements accord accords protocol protocols summit conference declaration process format treaty pact
    """
)

# Behind "it", these seldom let it go back to anybody.
EMPTY_IT = _set(
    """
    is was 's ’s has had would will may might can could seems seemed appears appeared
    """
)

# A news agency in front of one of these is a source.
REPORTED = _set(
    """
    reported reports report said says quoted cited citing wrote
    """
)

# Behind one of these too.
TOLD = _set(
    """
    told by quoted cited citing to with
    """
)

# Capitalised words that are days and months.
CALENDAR = _set(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Today Yesterday
    """
)
