"""Services of data·inclusion: the publisher's slugs on the left, our words on the right.

Which themes are kept is in `importers/relevance.csv`, at `data-inclusion-services`.
"""

from recoudre.importers.inclusion import ADDRESS
from recoudre.vocabulary.lists import Bond, Cost, Domain, ReachMode

# A theme that says nothing of a bond gives none.
BONDS_BY_THEME: dict[str, tuple[Bond, ...]] = {
    "remobilisation--lien-social": (Bond.ELECTIVE,),
    "remobilisation--benevolat-action-citoyenne": (Bond.ELECTIVE, Bond.CITIZENSHIP),
    "remobilisation--activites-sportives-et-culturelles": (Bond.ELECTIVE,),
    "famille--soutien-a-la-parentalite-et-a-leducation": (Bond.FILIATION,),
    "famille--soutien-aidants": (Bond.FILIATION,),
}
DOMAINS_BY_THEME: dict[str, tuple[Domain, ...]] = {
    "remobilisation--benevolat-action-citoyenne": (Domain.MUTUAL_AID, Domain.CITIZENSHIP),
    "remobilisation--activites-sportives-et-culturelles": (Domain.SPORT, Domain.CULTURE),
    "remobilisation--bien-etre-confiance-en-soi": (Domain.SOCIAL_WORK,),
    "remobilisation--bien-etre": (Domain.SOCIAL_WORK,),
    "remobilisation--lien-social": (Domain.SOCIAL_WORK,),
    "famille--soutien-a-la-parentalite-et-a-leducation": (Domain.EARLY_CHILDHOOD,),
    "famille--soutien-aidants": (Domain.AGEING,),
    "equipement-et-alimentation--alimentation": (Domain.FOOD,),
    "mobilite--mobilite-douce-partagee-collective": (Domain.MOBILITY,),
}
COSTS = {"gratuit": Cost.FREE, "payant": Cost.PAID}
REACH: dict[str, tuple[ReachMode, ...]] = {
    "en-presentiel": (ReachMode.ON_SITE,),
    "a-distance": (ReachMode.REMOTE,),
}
WAYS: dict[str, tuple[str, ...]] = {
    "envoyer-un-courriel": ("Envoyer un courriel",),
    "se-presenter": ("Se présenter",),
    "telephoner": ("Téléphoner",),
    "utiliser-lien-mobilisation": ("Utiliser le lien du service",),
}
ONLY_PROFESSIONALS = "On y vient orienté par un professionnel, selon la source."

COLUMNS = ("source", "id", "structure_id", "nom")
BOTH = (
    *ADDRESS, "thematiques", "frais", "date_maj", "telephone", "courriel", "lien_source",
    "modes_accueil", "zone_eligibilite",
)  # fmt: skip
# What only one version has: it tells which one a file follows.
ONLY_IN = {
    "v0": (
        "types", "profils", "profils_precisions", "frais_autres", "presentation_resume",
        "presentation_detail", "prise_rdv", "recurrence", "pre_requis", "cumulable",
        "justificatifs", "formulaire_en_ligne", "contact_public", "date_creation",
        "date_suspension", "modes_orientation_accompagnateur", "modes_orientation_beneficiaire",
        "zone_diffusion_type", "zone_diffusion_code", "zone_diffusion_nom",
    ),
    "v1": (
        "type", "description", "publics", "publics_precisions", "frais_precisions",
        "conditions_acces", "horaires_accueil", "lien_mobilisation", "modes_mobilisation",
        "mobilisable_par", "mobilisation_precisions", "volume_horaire_hebdomadaire",
        "nombre_semaines",
    ),
}  # fmt: skip
