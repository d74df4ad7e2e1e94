using System.Globalization;
using System.Text;
using Rapport.Core;
using Rapport.Layout;

namespace Rapport.Profiles;

/// <summary>Addresses of profile pages. The number at the end decides; the name before it is for people.</summary>
internal static class ProfileLinks
{
    /// <summary>The last part of a photograph's address, for lists.</summary>
    public const string SmallPhotograph = "small.jpg";

    /// <summary>The last part of a photograph's address, for a page.</summary>
    public const string LargePhotograph = "large.jpg";

    private const int LongestName = 60;

    /// <summary>"/therapist/marisol-vega-42", "/es/therapist/marisol-vega-42".</summary>
    public static string Page(long id, PersonName? name, string language = "en") =>
        (language == "en" ? "" : $"/{language}") + $"/therapist/{Slug(id, name)}";

    /// <summary>A photograph in one of its two sizes.</summary>
    public static string Photograph(string mark, string size) => $"/photographs/{mark}/{size}";

    /// <summary>Where somebody says that the profile is hers, with or without an account.</summary>
    public static string Claim(Language language, long id) => string.Create(CultureInfo.InvariantCulture, $"{language.Prefix}/claim?record={id}");

    /// <summary>The last part of the address: the name in plain letters, then the number.</summary>
    public static string Slug(long id, PersonName? name)
    {
        var slug = new StringBuilder();
        foreach (var c in Unicode.Normal($"{name?.First} {name?.Last}", NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c) && slug.Length < LongestName)
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (c is ' ' or '-' && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }
        if (slug.Length > 0 && slug[^1] != '-')
        {
            slug.Append('-');
        }
        return slug.Append(id.ToString(CultureInfo.InvariantCulture)).ToString();
    }

    /// <summary>The number in a slug; any name before it will do, so that an old address still finds the person.</summary>
    public static bool TryReadId(string? slug, out long id)
    {
        slug ??= "";
        var dash = slug.LastIndexOf('-');
        return long.TryParse(slug.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0;
    }
}
