using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rapport.Storage;

namespace Rapport.Operators;

/// <summary>How a check came out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Health>))]
internal enum Health
{
    [JsonStringEnumMemberName("good")]
    Good,

    /// <summary>Nothing is broken, but an operator wants to know.</summary>
    [JsonStringEnumMemberName("note")]
    Note,

    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Could not be looked at, because of what another check found.</summary>
    [JsonStringEnumMemberName("not-looked-at")]
    NotLookedAt,
}

/// <summary>What a check found, and what to do about it where something is to be done.</summary>
internal sealed record Finding(Health Health, string Says, string? Mend = null)
{
    public static Finding Good(string says) => new(Health.Good, says);

    public static Finding Note(string says, string mend) => new(Health.Note, says, mend);

    public static Finding Failed(string says, string mend) => new(Health.Failed, says, mend);
}

/// <summary>What the checks look at.</summary>
/// <param name="Location">Where the store is, or should be.</param>
/// <param name="Time">The clock that is examined with the rest.</param>
/// <param name="Thorough">Read everything, not a sample.</param>
/// <param name="Opened">The store; null when it does not open.</param>
internal sealed record Visit(StoreLocation Location, TimeProvider Time, bool Thorough, Store? Opened)
{
    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    /// <summary>The store, for a check that is only made when it is open.</summary>
    public Store Store => Opened ?? throw new InvalidOperationException("This check needs an open store.");
}

/// <summary>One thing to look at.</summary>
internal sealed record Check(string Name, bool NeedsStore, Func<Visit, CancellationToken, Task<Finding>> Look);

/// <summary>A check with what it found.</summary>
internal sealed record Examined(string Check, Health Health, string Says, string? Mend);

/// <summary>Looks at everything that can go wrong with a store and its machine. Changes nothing in it; opening it has already closed its files to other accounts.</summary>
internal static class Doctor
{
    public static IReadOnlyList<Check> Checks { get; } =
        [.. MachineChecks.All, .. FolderChecks.All, .. StoreChecks.All, .. PeopleChecks.All, .. WordChecks.All, .. FitChecks.All, .. MailChecks.All, .. AccountChecks.All, .. ClaimChecks.All, .. OrganisationChecks.All, .. RetentionChecks.All];

    public static async Task<IReadOnlyList<Examined>> Examine(
        StoreLocation location, TimeProvider time, bool thorough, CancellationToken stop = default)
    {
        var (store, opening) = await Open(location, time, stop);
        using (store)
        {
            var visit = new Visit(location, time, thorough, store);
            var results = new List<Examined> { Named("store opens", opening) };
            foreach (var check in Checks)
            {
                results.Add(Named(check.Name, check.NeedsStore && store is null
                    ? new Finding(Health.NotLookedAt, "The store does not open.")
                    : await Look(check, visit, stop)));
            }
            return results;
        }
    }

    private static async Task<(Store? Store, Finding Finding)> Open(
        StoreLocation location, TimeProvider time, CancellationToken stop)
    {
        try
        {
            var store = await Store.Open(location, time, stop);
            await using var db = store.Read();
            var schema = Schema.NameOf((await db.Database.GetAppliedMigrationsAsync(stop)).Last());
            var people = store.Mark.Kind == StoreKind.Demo ? "invented people (a demo)" : "real people";
            var says = $"{location.Name} holds {people}; tables as of \"{schema}\"; store {store.Mark.StoreId}.";
            return (store, store.IsReadOnly
                ? Finding.Failed(says + " It is read-only: nobody can be removed, and nothing saved.", StoreTrouble.WriteAccess)
                : Finding.Good(says));
        }
        catch (StoreProblem problem)
        {
            // The message names the mend; it is shown as the mend, so that the table can be read down one column.
            return (null, Finding.Failed("It does not open.", problem.Message));
        }
    }

    private static async Task<Finding> Look(Check check, Visit visit, CancellationToken stop)
    {
        try
        {
            return await check.Look(visit, stop);
        }
        catch (Exception e) when ((e as SqliteException ?? e.InnerException as SqliteException) is { } sqlite)
        {
            return Finding.Failed("The store could not be read.", StoreTrouble.Explain(visit.Location, sqlite));
        }
        catch (Exception e) when (e is NpgsqlException or IOException or UnauthorizedAccessException)
        {
            return Finding.Failed($"It could not be looked at: {e.Message}", $"Mend that, then run \"{visit.Location.Command("doctor")}\" again.");
        }
    }

    private static Examined Named(string name, Finding finding) => new(name, finding.Health, finding.Says, finding.Mend);
}
