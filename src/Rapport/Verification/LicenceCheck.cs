using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Verification;

/// <summary>Where a licence stands with us.</summary>
internal enum Standing
{
    /// <summary>It was compared with what the board says, and it is hers and in force.</summary>
    Verified,

    /// <summary>Something differs: a person looks.</summary>
    Waiting,

    /// <summary>The board does not know it, or knows it as somebody else's.</summary>
    CouldNotVerify,

    /// <summary>The board says that it has ended, or may not be used.</summary>
    Lapsed,
}

/// <summary>What a board says of a licence.</summary>
/// <param name="Name">Whose it is.</param>
/// <param name="Title">As the board calls it; null where it does not say.</param>
/// <param name="Number">As the board prints it.</param>
/// <param name="Status">active · inactive · expired · suspended · unclear (it says so in words that are not known, or leaves it out); null where it never says.</param>
/// <param name="Expires">The day on which it ends.</param>
/// <param name="Discipline">"none listed", or what is listed; null where the source says nothing of it.</param>
internal sealed record BoardSays(string Name, string? Title, string Number, string? Status, DateOnly? Expires, string? Discipline)
{
    public const string Unclear = "unclear";

    /// <summary>Whether it may not be used on a day.</summary>
    public bool HasLapsed(DateOnly today) => Status is "expired" or "inactive" or "suspended" || Expires < today;
}

/// <summary>One look at one licence: what was found, how, by whom, and when it is due again. What happened so far is the line of them.</summary>
internal sealed class LicenceCheck
{
    /// <summary>The source of a look by a person, who had nothing but what the board shows to everybody.</summary>
    public const string LookedUp = "looked up";

    public Guid Id { get; init; }

    public long ProfileId { get; init; }

    /// <summary>Two letters.</summary>
    public required string State { get; init; }

    /// <summary>As the profile has it.</summary>
    public required string Number { get; init; }

    public Standing Standing { get; init; }

    /// <summary>What the board says, as JSON; null where it says nothing.</summary>
    public string? Board { get; init; }

    /// <summary>What it was compared with, in the operator's words: "BBS list of 2026-11-20"; or <see cref="LookedUp"/>.</summary>
    public required string Source { get; init; }

    /// <summary>Code of the vocabulary of checks.</summary>
    public required string How { get; init; }

    public DateTime At { get; init; }

    /// <summary>The account of who looked; null where a file was read in.</summary>
    public Guid? By { get; init; }

    /// <summary>For the record, or a question to its owner; sealed. Null for none.</summary>
    public byte[]? Note { get; init; }

    /// <summary>The last day of the licence, as the board has it; null where it does not say.</summary>
    public DateOnly? Ends { get; init; }

    /// <summary>When its owner was told that it ends soon; null where she was not.</summary>
    public DateTime? ToldAt { get; set; }

    /// <summary>When its owner said that it is right as it stands, or renewed: a person looks again. Null where she did not.</summary>
    public DateTime? AnsweredAt { get; set; }

    /// <summary>When it is to be looked at again.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The newest look at this licence.</summary>
    public bool IsNewest { get; set; }

    public BoardSays? BoardSays => Board is { } json ? JsonSerializer.Deserialize<BoardSays>(json) : null;

    internal sealed class Mapping : IEntityTypeConfiguration<LicenceCheck>
    {
        public void Configure(EntityTypeBuilder<LicenceCheck> table)
        {
            table.ToTable("licence_checks");
            table.HasKey(check => check.Id);
            table.Ignore(check => check.BoardSays);
            table.HasIndex(check => check.ProfileId);
            table.HasIndex(check => new { check.IsNewest, check.Standing, check.Due });
        }
    }
}
