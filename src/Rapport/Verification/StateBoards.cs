namespace Rapport.Verification;

/// <summary>
/// Where licences of a state can be looked up: the state's own page for that where one covers the callings of this directory and keeps its
/// address, and else who keeps the list. Facts of public record, as of 2026; nothing is fetched from there.
/// </summary>
internal static class StateBoards
{
    /// <summary>A page on which anybody looks a licence up; null where we are sure of none.</summary>
    public static string? LookUp(string state) => state switch
    {
        "AK" => "https://www.commerce.alaska.gov/cbp/main/search/professional",
        "CA" => "https://search.dca.ca.gov/",
        "CO" => "https://apps2.colorado.gov/dora/licensing/lookup/licenselookup.aspx",
        "CT" => "https://www.elicense.ct.gov/lookup/licenselookup.aspx",
        "DE" => "https://delpros.delaware.gov/OH_VerifyLicense",
        "FL" => "https://mqa-internet.doh.state.fl.us/MQASearchServices/HealthCareProviders",
        "HI" => "https://mypvl.dcca.hawaii.gov/public-license-search/",
        "ID" => "https://edopl.idaho.gov/OnlineServices/",
        "IL" => "https://online-dfpr.micropact.com/lookup/licenselookup.aspx",
        "IN" => "https://mylicense.in.gov/everification/",
        "ME" => "https://www.pfr.maine.gov/almsonline/almsquery/searchindividual.aspx",
        "MI" => "https://val.apps.lara.state.mi.us/",
        "MT" => "https://ebizws.mt.gov/PUBLICPORTAL/searchform?mylist=licenses",
        "NE" => "https://www.nebraska.gov/LISSearch/search.cgi",
        "NH" => "https://forms.nh.gov/licenseverification/",
        "NY" => "https://www.op.nysed.gov/verification-search",
        "OH" => "https://elicense.ohio.gov/oh_verifylicense",
        "PA" => "https://www.pals.pa.gov/",
        "TX" => "https://www.bhec.texas.gov/verify-a-license/",
        "UT" => "https://secure.utah.gov/llv/search/index.html",
        "WA" => "https://fortress.wa.gov/doh/providercredentialsearch/",
        "WI" => "https://licensesearch.wi.gov/",
        _ => null,
    };

    /// <summary>Who keeps the list of counselors, social workers, family therapists and psychologists, by its own name; null where that is not known here.</summary>
    public static string? Keeper(string state) => state switch
    {
        "AL" => "Board of Examiners in Counseling; Board of Social Work Examiners; Board of Examiners in Marriage and Family Therapy; Board of Examiners in Psychology",
        "AR" => "Board of Examiners in Counseling and Marriage and Family Therapy; Social Work Licensing Board; Psychology Board",
        "AZ" => "Board of Behavioral Health Examiners; Board of Psychologist Examiners",
        "DC" => "Health Regulation and Licensing Administration of DC Health",
        "GA" => "Composite Board of Professional Counselors, Social Workers, and Marriage and Family Therapists; Board of Examiners of Psychologists",
        "IA" => "Department of Inspections, Appeals, and Licensing",
        "KS" => "Behavioral Sciences Regulatory Board",
        "KY" => "Board of Licensed Professional Counselors; Board of Social Work; Board of Licensure of Marriage and Family Therapists; Board of Examiners of Psychology",
        "LA" => "Licensed Professional Counselors Board of Examiners; Board of Social Work Examiners; Board of Examiners of Psychologists",
        "MA" => "Board of Registration of Allied Mental Health and Human Services Professions; Board of Registration of Social Workers; Board of Registration of Psychologists",
        "MD" => "Board of Professional Counselors and Therapists; Board of Social Work Examiners; Board of Examiners of Psychologists",
        "MN" => "Board of Behavioral Health and Therapy; Board of Social Work; Board of Marriage and Family Therapy; Board of Psychology",
        "MO" => "Division of Professional Registration",
        "MS" => "Board of Examiners for Licensed Professional Counselors; Board of Examiners for Social Workers and Marriage and Family Therapists; Board of Psychology",
        "NC" => "Board of Licensed Clinical Mental Health Counselors; Social Work Certification and Licensure Board; Marriage and Family Therapy Licensure Board; Psychology Board",
        "ND" => "Board of Counselor Examiners; Board of Social Work Examiners; Marriage and Family Therapy Licensure Board; Board of Psychologist Examiners",
        "NJ" => "Division of Consumer Affairs",
        "NM" => "Regulation and Licensing Department",
        "NV" => "Board of Examiners for Marriage and Family Therapists and Clinical Professional Counselors; Board of Examiners for Social Workers; Board of Psychological Examiners",
        "OK" => "Board of Behavioral Health Licensure; Board of Licensed Social Workers; Board of Examiners of Psychologists",
        "OR" => "Board of Licensed Professional Counselors and Therapists; Board of Licensed Social Workers; Board of Psychology",
        "RI" => "Department of Health",
        "SC" => "Department of Labor, Licensing and Regulation",
        "SD" => "Board of Examiners for Counselors and Marriage and Family Therapists; Board of Social Work Examiners; Board of Examiners of Psychologists",
        "TN" => "Health Professional Boards of the Department of Health",
        "VA" => "Department of Health Professions",
        "VT" => "Office of Professional Regulation of the Secretary of State",
        "WV" => "Board of Examiners in Counseling; Board of Social Work; Board of Examiners of Psychologists",
        "WY" => "Mental Health Professions Licensing Board; Board of Psychology",
        _ => null,
    };
}
