using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rapport.Cli;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>What the store says about people, and who is seen.</summary>
internal static class PeopleChecks
{
    /// <summary>Profiles read where not all are: enough to meet a fault that one in a hundred has.</summary>
    private const int Sample = 1000;

    /// <summary>Examples named in a finding.</summary>
    private const int Examples = 5;

    private static readonly TimeSpan BurstsOf = TimeSpan.FromDays(7);

    public static IReadOnlyList<Check> All { get; } =
    [
        new("documents", NeedsStore: true, Documents),
        new("codes", NeedsStore: true, Codes),
        new("fixed words", NeedsStore: true, FixedWords),
        new("registry numbers", NeedsStore: true, Numbers),
        new("who is listed", NeedsStore: true, Listed),
        new("removals obeyed", NeedsStore: true, RemovalsObeyed),
        new("removal log", NeedsStore: true, RemovalsLogged),
        new("removals in bursts", NeedsStore: true, Bursts),
    ];

    private static async Task<Finding> Documents(Visit visit, CancellationToken stop)
    {
        var read = 0;
        var bad = new List<long>();
        await foreach (var profile in SampleOf(visit, stop))
        {
            read++;
            try
            {
                profile.Read();
            }
            catch (JsonException)
            {
                bad.Add(profile.Id);
            }
        }
        return bad.Count == 0
            ? Finding.Good(string.Create(CultureInfo.InvariantCulture, $"{read} of them were read, all well."))
            : Finding.Failed(
                string.Create(CultureInfo.InvariantCulture, $"{bad.Count} of {read} cannot be read: {ProfilesOf(bad)}."),
                $"Restore the last back-up beside this store (\"{visit.Location.Aside().Command($"restore FILE --removals {RemovalLog.PathIn(visit.Location)}")}\") "
                + "and take these profiles from there.");
    }

    private static async Task<Finding> Codes(Visit visit, CancellationToken stop)
    {
        Vocabularies vocabularies;
        try
        {
            vocabularies = Vocabularies.Load(visit.Location.VocabularyFolder);
        }
        catch (InvalidDataException)
        {
            return new Finding(Health.NotLookedAt, "The added words cannot be read; see \"vocabularies\".");
        }
        var unknown = new Dictionary<string, long>();
        await foreach (var profile in SampleOf(visit, stop))
        {
            foreach (var code in CodesIn(profile, vocabularies))
            {
                unknown.TryAdd(code, profile.Id);
            }
        }
        var examples = string.Join(", ", unknown.Take(Examples).Select(code => string.Create(
            CultureInfo.InvariantCulture, $"{code.Key} (profile {code.Value})")));
        return unknown.Count == 0
            ? Finding.Good("Every code has its words.")
            : Finding.Failed(
                string.Create(CultureInfo.InvariantCulture, $"{Counted.Of(unknown.Count, "code")} {(unknown.Count == 1 ? "has" : "have")} no words: {examples}."),
                $"Give them words in {visit.Location.VocabularyFolder}, or take them off the profiles: "
                + $"\"{visit.Location.Command("profile set id:NUMBER FIELD=VALUE --as operator")}\".");
    }

    private static async Task<Finding> FixedWords(Visit visit, CancellationToken stop)
    {
        var unknown = new Dictionary<(string Field, string Word), long>();
        await foreach (var profile in SampleOf(visit, stop))
        {
            foreach (var word in FactsOf(profile) is { } facts ? FixedCodes.UnknownIn(facts) : [])
            {
                unknown.TryAdd(word, profile.Id);
            }
        }
        if (unknown.Count == 0)
        {
            return Finding.Good("Every kind of opening and fee, level, status and state is one that is known.");
        }
        var examples = string.Join(", ", unknown.Take(Examples).Select(word => string.Create(
            CultureInfo.InvariantCulture, $"{word.Key.Field} says \"{word.Key.Word}\" (profile {word.Value})")));
        var ((field, _), id) = unknown.First();
        return Finding.Failed(
            $"{Counted.Of(unknown.Count, "word")} {(unknown.Count == 1 ? "means" : "mean")} nothing: {examples}.",
            $"Say these facts again, like: \"{visit.Location.Command(FormattableString.Invariant($"profile set id:{id} {field}=VALUE --as operator"))}\". "
            + "\"./rapport profile set --help\" shows how each is written.");
    }

    private static async Task<Finding> Numbers(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var twice = await db.Set<Profile>().Where(profile => profile.Npi != null)
            .GroupBy(profile => profile.Npi!.Value).Where(group => group.Count() > 1).Select(group => group.Key)
            .Take(Examples).ToListAsync(stop);
        return twice.Count == 0
            ? Finding.Good("No number stands for two people.")
            : Finding.Failed(
                $"More than one profile has the number {ListOf(twice)}.",
                "Restore the last back-up; the store's own rule against this was taken away by another program.");
    }

    private static async Task<Finding> Listed(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var chosen = await db.Set<Setting>().Where(setting => setting.Key == Visibility.Key)
            .Select(setting => setting.Value).SingleOrDefaultAsync(stop);
        if (chosen is not null && !Enum.TryParse<RegistryListing>(chosen, out _))
        {
            return Finding.Failed(
                $"The choice says \"{chosen}\", which is neither hidden nor facts-only; it is taken as hidden.",
                $"\"{visit.Location.Command($"settings set {Visibility.Key} hidden")}\", or \"facts-only\" in place of \"hidden\".");
        }
        var listing = await Visibility.Of(db, stop);
        var registry = await db.Set<Profile>()
            .CountAsync(profile => !profile.Claimed && !profile.Removed && profile.Deactivated == null, stop);
        if (registry == 0)
        {
            return Finding.Good("Nobody is known from the registry alone.");
        }
        return listing == RegistryListing.Hidden
            ? Finding.Note(
                string.Create(
                    CultureInfo.InvariantCulture, $"{Counted.Of(registry, "person", "people")} known from the registry alone {(registry == 1 ? "is" : "are")} hidden, as chosen."),
                $"To list them, labelled as not confirmed: \"{visit.Location.Command($"settings set {Visibility.Key} facts-only")}\".")
            : Finding.Good(string.Create(
                CultureInfo.InvariantCulture, $"{Counted.Of(registry, "person", "people")} known from the registry alone {(registry == 1 ? "is" : "are")} listed, as chosen."));
    }

    private static async Task<Finding> RemovalsObeyed(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var lines = RemovalReplay.LastWords(await RemovalReplay.Read(visit.Location, [], stop))
            .Where(line => line.Undone is not true).ToList();
        var seen = new List<long>();
        foreach (var line in lines)
        {
            if (await RemovalReplay.ProfileOf(db, line, stop) is { Removed: false, Claimed: false } profile)
            {
                seen.Add(profile.Id);
            }
        }
        return seen.Count == 0
            ? Finding.Good(string.Create(
                CultureInfo.InvariantCulture, $"{Counted.Of(lines.Count, "person", "people")} asked, and nobody of them is listed."))
            : Finding.Failed(
                string.Create(
                    CultureInfo.InvariantCulture, $"{Counted.Of(seen.Count, "person", "people")} who asked to be removed {(seen.Count == 1 ? "is" : "are")} still there: {ProfilesOf(seen)}."),
                $"Back the store up and restore it into a new folder that holds {RemovalLog.PathIn(visit.Location)}; the restore "
                + "obeys it.");
    }

    private static async Task<Finding> RemovalsLogged(Visit visit, CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var log = RemovalLog.PathIn(visit.Location);
        var missing = await StandingRemovals.MissingIn(db, await RemovalReplay.Read(visit.Location, [], stop), stop);
        return missing.Count == 0
            ? Finding.Good("It names everyone who stands removed. It is in no back-up: keep a copy beside that of the keys.")
            : Finding.Failed(
                $"{log} does not name {Counted.Of(missing.Count, "person", "people")} who {(missing.Count == 1 ? "stands" : "stand")} "
                + "removed: after a restore of an older back-up they would be listed again.",
                $"\"{visit.Location.Command("backup FILE")}\" writes them into it.");
    }

    private static async Task<Finding> Bursts(Visit visit, CancellationToken stop)
    {
        var bursts = await new Removals(visit.Store).Bursts(visit.Now - BurstsOf, stop);
        return bursts.Count == 0
            ? Finding.Good("None in the last seven days.")
            : Finding.Note(
                string.Create(
                    CultureInfo.InvariantCulture, $"{Counted.Of(bursts.Sum(burst => burst.Count), "removal")} came in {Counted.Of(bursts.Count, "burst")}."),
                $"Somebody may be emptying the list: \"{visit.Location.Command("removals")}\" shows them, \"removals undo\" puts people back.");
    }

    private static async IAsyncEnumerable<Profile> SampleOf(
        Visit visit, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await using var db = visit.Store.Read();
        var count = await db.Set<Profile>().CountAsync(stop);
        // Every so manieth number, so that early and late ones are met alike.
        var step = visit.Thorough ? 1 : Math.Max(1, count / Sample);
        await foreach (var profile in db.Set<Profile>().AsNoTracking().Where(profile => profile.Id % step == 0)
            .AsAsyncEnumerable().WithCancellation(stop))
        {
            yield return profile;
        }
    }

    /// <summary>The facts; null where they cannot be read, which the check of the documents tells.</summary>
    private static ProfileFacts? FactsOf(Profile profile)
    {
        try
        {
            return profile.Read().Facts;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> CodesIn(Profile profile, Vocabularies words)
    {
        if (FactsOf(profile) is not { } facts)
        {
            return [];
        }
        (Vocabulary Words, IEnumerable<string>? Codes)[] used =
        [
            (words.Issues, facts.Issues?.Value),
            (words.Issues, facts.NotTaken?.Value),
            (words.Approaches, facts.Approaches?.Value),
            (words.Languages, facts.Languages?.Value.Select(language => language.Code)),
            (words.Insurers, facts.Insurers?.Value.Select(plan => plan.Insurer)),
            (words.Ages, facts.Ages?.Value),
            (words.Who, facts.Who?.Value),
            (words.Genders, facts.Gender is { } gender ? [gender.Value] : null),
            (words.Communities, facts.Communities?.Value),
            (words.Faiths, facts.Faiths?.Value),
            (words.Payments, facts.Payments?.Value),
            (words.Times, facts.Times?.Value),
            (words.Formats, facts.Formats?.Value),
            (words.Accessibility, facts.Places?.Value.SelectMany(place => place.Accessibility ?? [])),
            (words.Professions, facts.Professions?.Value),
            (words.Credentials, facts.Credentials?.Value.Codes),
            (words.Credentials, facts.Licences?.Value.Select(licence => licence.Title).OfType<string>()),
        ];
        return used.SelectMany(field => (field.Codes ?? [])
            .Where(code => field.Words.Find(code) is null)
            .Select(code => $"{field.Words.Name}/{code}"));
    }

    private static string ProfilesOf(List<long> numbers) => $"{(numbers.Count == 1 ? "profile" : "profiles")} {ListOf(numbers)}";

    private static string ListOf(List<long> numbers) =>
        string.Join(", ", numbers.Take(Examples).Select(number => number.ToString(CultureInfo.InvariantCulture)))
        + (numbers.Count > Examples ? " …" : "");
}
