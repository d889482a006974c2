"""OpenAgenda: the correspondence tables, to be reviewed by anybody."""

from recoudre.vocabulary.lists import Audience, Domain, ReachMode, TimingStatus

# The names of each field: flat Opendatasoft, native v2 and v3, and flat lists made from them.
TITLES = ("title_fr", "title")
SUMMARIES = ("description_fr", "description")
DESCRIPTIONS = ("longdescription_fr", "longDescription", "long_description")
CONDITIONS = ("conditions_fr", "conditions")
KEYWORDS = ("keywords_fr", "keywords")
AGENDA_IDS = ("originagenda_uid", "agenda_uid")
URLS = ("canonicalurl", "canonicalUrl", "url")
FIRSTS = ("firstdate_begin", "first_date")
LASTS = ("lastdate_begin", "last_date")
DISPLAYS = ("daterange_fr", "date_display")
ATTENDANCES = ("attendancemode", "attendanceMode")
REGISTRATIONS = ("registration",)
AGE_MINS = ("age_min",)
AGE_MAXS = ("age_max",)
CHANGES = ("updatedat", "updatedAt")

# Native names of a place, by the flat name that Opendatasoft gives it.
PLACE_NAMES = {
    "location_name": "name",
    "location_address": "address",
    "location_city": "city",
    "location_postalcode": "postalCode",
    "location_insee": "insee",
    "latitude": "latitude",
    "longitude": "longitude",
}

# People, not the gathering: never read, never kept.
NEVER_READ = (
    "member", "contributor", "contributor_email", "contributor_contactnumber",
    "contributor_contactname", "contributor_contactposition", "contributor_organization",
    "creatorUid", "ownerUid", "creator_uid", "owner_uid", "addMethod",
    # The same words again, put together for a machine.
    "text_for_embedding",
)  # fmt: skip

# Known, and not used: the other languages, images, counters, and the region of the place.
OTHER_COLUMNS = (
    "uid", "slug", "state", "status", "draft", "removed", "private", "featured", "timings",
    "timezone", "timezone_offset", "age", "accessibility", "location", "location_uid",
    "location_coordinates", "location_name", "location_address", "location_city",
    "location_postalcode", "location_insee", "location_district", "location_department",
    "location_region", "location_countrycode", "location_image", "location_imagecredits",
    "location_phone", "location_website", "location_links", "location_tags",
    "location_description_fr", "location_access_fr", "latitude", "longitude", "originAgenda",
    "originagenda_title", "onlineaccesslink", "onlineAccessLink", "image", "imagecredits",
    "imageCredits", "thumbnail", "originalimage", "links", "country_fr", "category",
    "firstdate_end", "lastdate_end", "firstTiming", "lastTiming", "nextTiming", "dateRange",
    "createdat", "createdAt", "additionalFields", "extIds", "agenda", "sourceAgendas",
)  # fmt: skip

PUBLISHED = "2"
STATUS_BY_CODE = {
    "1": TimingStatus.SCHEDULED,
    # Moved: its dates are the new ones.
    "2": TimingStatus.SCHEDULED,
    "3": TimingStatus.ONLINE,
    "4": TimingStatus.POSTPONED,
    # Full is not an end.
    "5": TimingStatus.FULL,
    "6": TimingStatus.CANCELLED,
}
REACH_BY_ATTENDANCE = {
    "1": (ReachMode.ON_SITE,),
    "2": (ReachMode.REMOTE,),
    "3": (ReachMode.ON_SITE, ReachMode.REMOTE),
}
ACCESS_BY_CODE = {
    "hi": "handicap auditif",
    "vi": "handicap visuel",
    "pi": "handicap psychique",
    "mi": "handicap moteur",
    "ii": "handicap intellectuel",
    "sl": "langue des signes",
}
# (oldest first age, youngest last age, audience): both must hold.
AUDIENCE_BY_AGE = (
    (0, 12, Audience.CHILDREN),
    (11, 18, Audience.TEENAGERS),
    (16, 30, Audience.YOUNG_ADULTS),
    (60, 150, Audience.SENIORS),
)
# Keywords as folded: lower case, without accents.
DOMAIN_BY_KEYWORD = {
    "reparation": Domain.ECOLOGY,
    "repair cafe": Domain.MUTUAL_AID,
    "compost": Domain.ECOLOGY,
    "compostage": Domain.ECOLOGY,
    "zero dechet": Domain.ECOLOGY,
    "biodiversite": Domain.ECOLOGY,
    "nature": Domain.ECOLOGY,
    "sortie nature": Domain.ECOLOGY,
    "jardinage": Domain.ECOLOGY,
    "velo": Domain.MOBILITY,
    "mai a velo": Domain.MOBILITY,
    "concert": Domain.CULTURE,
    "musique": Domain.CULTURE,
    "danse": Domain.CULTURE,
    "theatre": Domain.CULTURE,
    "cinema": Domain.CULTURE,
    "exposition": Domain.CULTURE,
    "patrimoine": Domain.CULTURE,
    "visite guidee": Domain.CULTURE,
    "lecture": Domain.READING,
    "bibliotheque": Domain.READING,
    "mediatheque": Domain.READING,
    "sport": Domain.SPORT,
    "cuisine": Domain.FOOD,
    "alimentation": Domain.FOOD,
    "sante": Domain.HEALTH,
    "parentalite": Domain.EARLY_CHILDHOOD,
    "jeunesse": Domain.YOUTH,
    "seniors": Domain.AGEING,
    "benevolat": Domain.MUTUAL_AID,
    "entraide": Domain.MUTUAL_AID,
    "citoyennete": Domain.CITIZENSHIP,
}
FREE_WORDS = (
    "gratuit", "gratuite", "entree libre", "acces libre", "entree gratuite", "libre et gratuit",
)  # fmt: skip
FREE_PRICE_WORDS = ("prix libre", "participation libre", "libre participation", "au chapeau")
