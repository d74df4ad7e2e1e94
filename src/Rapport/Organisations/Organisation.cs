using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Rapport.Cli;
using Rapport.Core;
using Rapport.Layout;

namespace Rapport.Organisations;

/// <summary>What an organisation is here.</summary>
internal enum OrganisationKind
{
    /// <summary>Therapists work in it.</summary>
    Therapists,

    /// <summary>Professionals who recommend therapists: a doctor's practice, a school.</summary>
    Recommends,

    /// <summary>It runs this directory.</summary>
    RunsDirectory,
}

/// <summary>An organisation that whoever runs the site has confirmed. Its name is on pages, so nobody else makes one or renames it.</summary>
internal sealed class Organisation
{
    /// <summary>Letters of the name.</summary>
    public const int LongestName = 120;

    /// <summary>Letters of its own words, in each language.</summary>
    public const int LongestWords = 600;

    /// <summary>Letters of the address of its own site.</summary>
    public const int LongestWeb = 200;

    /// <summary>Last parts of addresses that lead elsewhere, and what a setting says of none.</summary>
    private static readonly string[] Taken = ["new", "join", "invitation", "none"];

    public Guid Id { get; init; }

    /// <summary>The last part of its address, made of the name once.</summary>
    public required string Slug { get; init; }

    public required string Name { get; init; }

    public string? WordsEnglish { get; set; }

    public string? WordsSpanish { get; set; }

    /// <summary>Where anybody may write to it.</summary>
    public string? Mail { get; set; }

    /// <summary>Ten digits.</summary>
    public string? Telephone { get; set; }

    public string? Web { get; set; }

    /// <summary>The organisation of the registry that it is, where it is one.</summary>
    public long? PracticeNpi { get; init; }

    public OrganisationKind Kind { get; init; }

    public DateTime MadeAt { get; init; }

    /// <summary>The account of whoever confirmed it; null where that was done on the machine itself, or the account is closed.</summary>
    public Guid? ConfirmedBy { get; set; }

    /// <summary>Its words as a reader of a language gets them, and in which they are written; null where it has none.</summary>
    public (string Text, string Language)? Words(Language language) => (language == Language.Spanish, WordsEnglish, WordsSpanish) switch
    {
        (true, _, { } spanish) => (spanish, Language.Spanish.Code),
        (_, { } english, _) => (english, Language.English.Code),
        (_, _, { } spanish) => (spanish, Language.Spanish.Code),
        _ => null,
    };

    /// <summary>A name as it may stand on a page; null where it is none.</summary>
    public static string? NameOf(string? typed) =>
        string.Join(' ', Printed.Line(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 and <= LongestName } name && name.Any(char.IsLetter) ? name : null;

    /// <summary>The name in plain letters, for an address.</summary>
    /// <param name="name">The name.</param>
    /// <param name="used">Those of other organisations.</param>
    public static string SlugOf(string name, IReadOnlyCollection<string> used)
    {
        var letters = new StringBuilder();
        foreach (var letter in Unicode.Normal(name, NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                letters.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark && letter is not ('\'' or '’') && letters.Length > 0 && letters[^1] != '-')
            {
                letters.Append('-');
            }
        }
        var slug = letters.ToString().Trim('-');
        slug = slug.Length is 0 or > 60 ? (slug + "organisation")[..Math.Min(60, slug.Length + 12)].Trim('-') : slug;
        var free = slug;
        for (var next = 2; used.Contains(free) || Taken.Contains(free); next++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{slug}-{next}");
        }
        return free;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Organisation>
    {
        public void Configure(EntityTypeBuilder<Organisation> table)
        {
            table.ToTable("organisations");
            table.HasKey(organisation => organisation.Id);
            table.HasIndex(organisation => organisation.Slug).IsUnique();
        }
    }
}
