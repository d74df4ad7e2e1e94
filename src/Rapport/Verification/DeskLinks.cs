using System.Globalization;
using Rapport.Layout;

namespace Rapport.Verification;

/// <summary>Addresses of the desk.</summary>
internal static class DeskLinks
{
    public static string Queue(Language language, string? standing = null) => language.Prefix + "/desk" + (standing is null ? "" : "?show=" + standing);

    public static string Item(Language language, long profile) => string.Create(CultureInfo.InvariantCulture, $"{language.Prefix}/desk/{profile}");

    /// <summary>Where anybody may look up licences of a state; null where we know no such page. A link alone: nothing is fetched from there.</summary>
    public static string? LookUp(string state) => state switch
    {
        "CA" => "https://search.dca.ca.gov/",
        "FL" => "https://mqa-internet.doh.state.fl.us/MQASearchServices/HealthCareProviders",
        "IL" => "https://online-dfpr.micropact.com/lookup/licenselookup.aspx",
        "NY" => "https://www.op.nysed.gov/verification-search",
        "OH" => "https://elicense.ohio.gov/oh_verifylicense",
        "PA" => "https://www.pals.pa.gov/",
        "WA" => "https://fortress.wa.gov/doh/providercredentialsearch/",
        _ => null,
    };
}
