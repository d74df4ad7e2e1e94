namespace Rapport.Demo;

/// <summary>A profession with what belongs to it: degrees, the state's licence titles, taxonomy codes, fee.</summary>
/// <param name="Profession">Code of the profession vocabulary.</param>
/// <param name="Weight">Share among the demo's people, relative.</param>
/// <param name="Degrees">Credential codes of degrees, the usual one first.</param>
/// <param name="Title">Licence to work alone, by state.</param>
/// <param name="Before">Licence before that, by state; null where the demo has none.</param>
/// <param name="Certificates">Further credentials that some hold.</param>
/// <param name="Taxonomy">Code in the registry.</param>
/// <param name="ChildTaxonomy">Code of those who see children.</param>
/// <param name="Dollars">Usual fee of an hour in a middling town.</param>
/// <param name="Prescribes">May prescribe medicine.</param>
internal sealed record Calling(
    string Profession, double Weight, string[] Degrees, StateTitles Title, StateTitles? Before, string[] Certificates,
    string Taxonomy, string ChildTaxonomy, int Dollars, bool Prescribes = false)
{
    /// <summary>States in which a psychologist with further training may prescribe.</summary>
    public static readonly string[] PrescribingPsychologists = ["NM", "LA", "IL", "IA", "ID", "CO", "UT"];

    public static readonly Calling[] All =
    [
        new("social-worker", 33, ["MSW", "DSW"],
            new("LCSW", "MA:LICSW MN:LICSW RI:LICSW WA:LICSW DC:LICSW NH:LICSW VT:LICSW AL:LICSW WV:LICSW ND:LICSW NE:LICSW "
                + "MD:LCSW-C OH:LISW IA:LISW SC:LISW-CP MI:LMSW KS:LSCSW SD:CSW-PIP"),
            new("LMSW", "CA:ASW NC:LCSWA FL:RCSWI WA:LICSWA OR:CSWA MI:LLMSW MT:SWLC IL:LSW NJ:LSW PA:LSW OH:LSW CO:LSW IN:LSW "
                + "HI:LSW ME:LMSW-CC MN:LGSW DC:LGSW WV:LGSW WI:APSW MO:PLMSW"),
            ["ACSW", "CCTP", "BC-TMH", "ACS"], "1041C0700X", "1041S0200X", 140),
        new("counselor", 33, ["MA", "MS", "MEd", "EdD"],
            new("LPC", "NY:LMHC MA:LMHC FL:LMHC WA:LMHC IN:LMHC IA:LMHC RI:LMHC HI:LMHC CA:LPCC OH:LPCC KY:LPCC MN:LPCC NM:LPCC "
                + "ND:LPCC IL:LCPC MD:LCPC ME:LCPC MT:LCPC ID:LCPC KS:LCPC NC:LCMHC NH:LCMHC VT:LCMHC UT:LCMHC SD:LPC-MH "
                + "TN:LPC-MHSP DE:LPCMH NE:LIMHP"),
            new("LPC-A", "CA:APCC NY:MHC-LP FL:RMHCI WA:LMHCA IN:LMHCA MI:LLPC MO:PLPC LA:PLPC MD:LGPC DC:LGPC NJ:LAC AZ:LAC AR:LAC "
                + "ND:LAC GA:APC AL:ALC WI:LPC-IT MT:PCLC UT:ACMHC NC:LCMHCA IA:TLMHC NE:PLMHP"),
            ["NCC", "CCTP", "BC-TMH", "ACS", "CRC"], "101YM0800X", "101YS0200X", 132),
        new("marriage-and-family-therapist", 12, ["MMFT", "MA", "MS", "PhD"],
            new("LMFT", ""),
            new("LMFTA", "CA:AMFT UT:AMFT GA:AMFT FL:RMFTI MI:LLMFT MD:LGMFT CO:MFTC NJ:LAMFT PA:LAMFT MN:LAMFT AZ:LAMFT ID:LAMFT"),
            ["CCTP", "BC-TMH"], "106H00000X", "106H00000X", 142),
        new("psychologist", 15, ["PhD", "PsyD", "EdD"],
            new("LP", "VA:LCP IL:LCP"), null, ["ABPP", "BC-TMH"], "103TC0700X", "103TC2200X", 190),
        new("psychiatrist", 4, ["MD", "DO"],
            new("MD", ""), null, [], "2084P0800X", "2084P0804X", 310, Prescribes: true),
        new("psychiatric-nurse-practitioner", 5, ["MSN", "DNP"],
            new("APRN", "WA:ARNP IA:ARNP PA:CRNP MD:CRNP AL:CRNP NY:NP CA:NP MA:NP NC:NP"), null, ["PMHNP-BC"],
            "363LP0808X", "363LP0808X", 215, Prescribes: true),
        new("psychiatric-clinical-nurse-specialist", 0.6, ["MSN", "DNP"],
            new("APRN", ""), null, ["PMHCNS-BC"], "364SP0808X", "364SP0807X", 190, Prescribes: true),
    ];

    /// <summary>Training that comes on top of another: profession, credential, approach, taxonomy code.</summary>
    public static readonly (string Profession, string? Credential, string Approach, string Taxonomy)[] OnTop =
    [
        ("art-therapist", "ATR-BC", "art-therapy", "221700000X"),
        ("music-therapist", "MT-BC", "music-therapy", "225A00000X"),
        ("dance-therapist", "BC-DMT", "dance-movement", "225600000X"),
        ("drama-therapist", "RDT", "drama-therapy", "101200000X"),
        ("poetry-therapist", null, "narrative", "102X00000X"),
        ("psychoanalyst", null, "psychoanalysis", "102L00000X"),
    ];

    public bool NamedByDegree => Profession == "psychiatrist";
}

/// <summary>A licence title that differs between states.</summary>
internal sealed class StateTitles(string usual, string exceptions)
{
    private readonly Dictionary<string, string> _exceptions = exceptions
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(pair => pair[..2], pair => pair[3..], StringComparer.Ordinal);

    public string In(string state) => _exceptions.GetValueOrDefault(state, usual);
}
