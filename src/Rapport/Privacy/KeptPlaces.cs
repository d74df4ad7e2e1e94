using Rapport.Accounts;
using Rapport.Keeping;
using Rapport.Profiles;

namespace Rapport.Privacy;

/// <summary>Something that is kept, or passes, outside the tables.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Purpose">Why, and what it holds.</param>
/// <param name="SeenBy">Who can read it.</param>
/// <param name="Kept">How long.</param>
/// <param name="Erasing">What closing an account, or a wish, does to it.</param>
internal sealed record KeptPlace(string Name, string Purpose, string SeenBy, string Kept, string Erasing);

/// <summary>What is kept outside the tables: in browsers, in files, in logs, in back-ups, on the way.</summary>
internal static class KeptPlaces
{
    private const string Browser = "this site alone, from her browser";
    private static readonly string Passing = $"{RetentionRule.Print(AccountDoor.LinksLast)}, or the next step";

    /// <summary>Nobody gets one for looking. All are out of reach of scripts and go to this site alone.</summary>
    public static IReadOnlyList<KeptPlace> Cookies { get; } =
    [
        new("`rapport`", "ties a search to the browser, by a random number; with a search that says more than a place", Browser, "until the browser closes, or she leaves by \"Leave this site\"", "she clears it herself"),
        new("`rapport-list`", "whom she keeps: up to 20 numbers, sealed", Browser, $"until her list is empty, or the browser closes; {RetentionRule.Print(ListCookie.Remembered)} where she asked for that", "she clears it herself"),
        new("`rapport-left`", "that somebody left, so that \"Back\" shows an empty page", Browser, "15 minutes", "it ends by itself"),
        new("`rapport-account`", "that she is signed in: a random key", Browser, $"until the browser closes; on our side {RetentionRules.Sessions.Words}, {RetentionRules.LongSessions.Words}", "ends at once"),
        new("`rapport-link`, `rapport-half`, `rapport-factor`", "the step between a link, a password and a second factor", Browser, Passing, "worth nothing any more"),
        new("`rapport-passkey`, `rapport-new-passkey`", "what her device was asked", Browser, $"{RetentionRule.Print(PasskeyDoor.QuestionLasts)}, or its answer", "worth nothing any more"),
        new("`rapport-next`, `rapport-invitation`, `rapport-organisation`, `rapport-upkeep`", "which page or invitation she came for, while she signs in", Browser, Passing, "worth nothing any more"),
    ];

    public static IReadOnlyList<KeptPlace> Others { get; } =
    [
        new("memory of the program", "counts that limit how often a network asks, by its first bits; what a day's counts wait for", "nobody", "an hour, or until it ends", "goes by itself"),
        new("standard output and error", "warnings: a store that cannot be read, removals in bursts; never an address, a search or a profile that was seen", "the operator", "as the machine keeps its logs", "nothing is in it"),
        new("`removals.log`", "that somebody is off the list (numbers and a day), and that an account was closed (keyed hashes), so that no back-up brings anybody back", "the operator", "for good: a back-up of any age may be restored", "a line is added"),
        new("`keys/`", "what seals addresses, names, mails and cookies; what hashes are made with", "the account of the machine that runs the program", "for good: without them nothing sealed can be read; that of one person until she closes her account", "her key is destroyed, and with it what back-ups hold of her"),
        new("`search.index`", "what searches compare of who is listed, and nothing that the tables do not have", "the account of the machine that runs the program", "until a change is taken into it: about a minute", "gone from searches at once, from the file in about a minute"),
        new("back-ups", "all tables but what passes: sessions, links, invitations to join, counts", "the operator", "as the operator keeps them; throw them away in their time", "a restore erases her again, by `removals.log` and the keys"),
        new("mails on the wire", "one letter to one address, without her choices; by TLS where the server has it", "the mail servers on the way", "as these keep them; here until a server has it", "those that wait are deleted; one last letter goes out, and waits " + RetentionRule.Print(Erasure.LastMail) + " at most"),
        new("addresses of pages", "a place and an order may stand in them; a choice about health, identity or money never does: it is sealed", "the browser, and whoever is given the link", "as the browser keeps its history", "nothing is kept here"),
    ];

    /// <summary>How often a network may be known: <see cref="NetworkErasure.DaysKept"/>, and in which words a page speaks of it.</summary>
    public static string Networks => $"the first 24 bits of an IPv4 address or 48 of an IPv6 one, as a keyed hash, for {NetworkErasure.DaysKept} days";
}
