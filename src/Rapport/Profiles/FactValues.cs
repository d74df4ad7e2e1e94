using System.Text.Json.Serialization;

namespace Rapport.Profiles;

/// <summary>A person's name in its parts, as it is to be shown.</summary>
internal sealed record PersonName
{
    public string? First { get; init; }

    public string? Middle { get; init; }

    public required string Last { get; init; }

    /// <summary>Jr., III and the like.</summary>
    public string? Suffix { get; init; }

    /// <summary>What stands on a page: first and last name, with the suffix where there is one.</summary>
    public string Display() => string.Join(' ', new[] { First, Last, Suffix }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>Credentials: the codes of the vocabulary that were understood, and the text they were read from.</summary>
/// <param name="Codes">In the order given; a code is explained in plain words by the vocabulary.</param>
/// <param name="Text">As it was given, kept because reading it may have missed something.</param>
internal sealed record Credentials(IReadOnlyList<string> Codes, string? Text)
{
    public bool Equals(Credentials? other) =>
        other is not null && Text == other.Text && Codes.SequenceEqual(other.Codes, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Text, Codes.Count);
}

/// <summary>A taxonomy code as the registry lists it, with the licence beside it.</summary>
internal sealed record TaxonomySlot(string Code, string? Licence, string? State, bool Primary);

/// <summary>Permission by a state to practise.</summary>
internal sealed record Licence
{
    /// <summary>Code of a check against the board's look-up that anyone may use.</summary>
    public const string BoardLookUp = "board-lookup";

    /// <summary>Code of a check against a file that the board gave out.</summary>
    public const string BoardFile = "board-file";

    /// <summary>As the board prints it; null when only the state is known.</summary>
    public string? Number { get; init; }

    /// <summary>Two letters.</summary>
    public required string State { get; init; }

    /// <summary>The licence's title as a credential code, where known.</summary>
    public string? Title { get; init; }

    /// <summary>active · inactive · expired · suspended; null when nobody checked.</summary>
    public string? Status { get; init; }

    public DateOnly? Expires { get; init; }

    public DateOnly? Checked { get; init; }

    /// <summary>Code of the vocabulary of checks; a text that is none is shown as it stands.</summary>
    public string? CheckedHow { get; init; }

    /// <summary>What it was compared with, in the operator's words, as "BBS list of 2026-11-20"; null where a person looked it up.</summary>
    public string? Against { get; init; }

    /// <summary>When we looked last and could not verify it; null where we did, or have not looked.</summary>
    public DateOnly? Unverified { get; init; }

    /// <summary>What the board lists: "none listed", or a short description; null when nobody looked.</summary>
    public string? Discipline { get; init; }

    /// <summary>What anybody may say of a licence of hers; how it stands is for the board to say, and for who has looked.</summary>
    public Licence AsSaid() => new() { State = State, Number = Number, Title = Title };

    /// <summary>This licence without what a look at it found.</summary>
    public Licence Unseen() => this with { Checked = null, CheckedHow = null, Against = null, Unverified = null, Discipline = null };
}

/// <summary>One address at which she sees people.</summary>
internal sealed record PracticePlace
{
    /// <summary>Stays the same when the address is edited, so that openings can point at it; 1 is the first.</summary>
    public int Id { get; init; } = 1;

    /// <summary>Name of the practice, where she works in one.</summary>
    public string? Practice { get; init; }

    public string? Line1 { get; init; }

    public string? Line2 { get; init; }

    public required string City { get; init; }

    /// <summary>Two letters; a foreign or military place keeps what was given.</summary>
    public required string State { get; init; }

    /// <summary>Five digits, or a foreign code as given.</summary>
    public required string Zip { get; init; }

    /// <summary>Two letters, US when nothing else was said.</summary>
    public string Country { get; init; } = "US";

    /// <summary>Ten digits.</summary>
    public string? Telephone { get; init; }

    /// <summary>
    /// The address may be a home: street, telephone and house number appear nowhere outside the store until the
    /// owner says that it is a practice. See <see cref="Shown"/>.
    /// </summary>
    public bool MayBeHome { get; init; }

    /// <summary>
    /// Nothing but an organisation at this door says that it is no home: when the last one leaves, it may be one again.
    /// False is not written.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsHomeButForOrganisation { get; init; }

    /// <summary>Codes of the accessibility vocabulary; null when not known.</summary>
    public IReadOnlyList<string>? Accessibility { get; init; }

    /// <summary>The place as anyone but its owner may see it: every page, API answer, export and map goes through here.</summary>
    /// <param name="claimed">Its owner has taken the profile over; otherwise nobody agreed to be called.</param>
    public PracticePlace Shown(bool claimed) =>
        MayBeHome ? this with { Line1 = null, Line2 = null, Telephone = null }
        : this with { IsHomeButForOrganisation = false, Telephone = claimed ? Telephone : null };

    public bool Equals(PracticePlace? other) =>
        other is not null && Id == other.Id && Practice == other.Practice && Line1 == other.Line1 && Line2 == other.Line2 && City == other.City
        && State == other.State && Zip == other.Zip && Country == other.Country && Telephone == other.Telephone
        && MayBeHome == other.MayBeHome
        && (Accessibility ?? []).SequenceEqual(other.Accessibility ?? [], StringComparer.Ordinal)
        && Accessibility is null == other.Accessibility is null;

    public override int GetHashCode() => HashCode.Combine(Id, Line1, City, Zip);
}

/// <summary>Whether new people can come.</summary>
internal sealed record Opening
{
    /// <summary>The place it speaks of, or null for all of them and online.</summary>
    public int? PlaceId { get; init; }

    /// <summary>open · waiting-list · full · existing-only · existing-families.</summary>
    public required string Kind { get; init; }

    /// <summary>Open from this day.</summary>
    public DateOnly? From { get; init; }

    /// <summary>How many new people this month: 1 · 2-3 · 4+.</summary>
    public string? NewPeople { get; init; }

    /// <summary>Length of the waiting list, weeks.</summary>
    public int? Weeks { get; init; }

    /// <summary>Full until this day.</summary>
    public DateOnly? Until { get; init; }
}

/// <summary>What one kind of session costs.</summary>
/// <param name="Kind">individual · couple · family · group · first · evaluation.</param>
/// <param name="FromCents">Lowest price, US cents.</param>
/// <param name="ToCents">Highest price, US cents; equal to the lowest when there is one price.</param>
/// <param name="Minutes">Length of the session.</param>
internal sealed record Fee(string Kind, int FromCents, int ToCents, int Minutes);

/// <summary>A plan she takes.</summary>
/// <param name="Insurer">Code of the insurer vocabulary.</param>
/// <param name="Plan">The plan's own name, where she takes only that.</param>
internal sealed record InsurancePlan(string Insurer, string? Plan = null);

/// <summary>How she usually works, on one axis.</summary>
/// <param name="Axis">One of <see cref="Core.Fit.StyleAxes.Ids"/>.</param>
/// <param name="Place">−3 to 3, one of <see cref="Core.Fit.StyleAxes.Places"/>; null where it depends on the person.</param>
internal sealed record StyleSaid(string Axis, double? Place);

/// <summary>A language, and how well.</summary>
/// <param name="Code">Code of the language vocabulary.</param>
/// <param name="Level">native · fluent · working; null when not said.</param>
internal sealed record SpokenLanguage(string Code, string? Level = null);

/// <summary>Where she learned.</summary>
internal sealed record Education(string Degree, string School, int? Year);

/// <summary>A first conversation to see whether it fits.</summary>
internal sealed record FirstTalk(bool Free, int? Minutes);
