using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Cli;
using Rapport.Profiles;

namespace Rapport.Registry;

/// <summary><c>rapport listing</c>: whether people known from the registry alone are on the list.</summary>
internal static class ListingCommand
{
    private const string Hidden = "hidden";
    private const string FactsOnly = "facts-only";

    public static Command Create()
    {
        var choice = new Argument<string?>("CHOICE")
        {
            Description = $"\"{Hidden}\": nobody sees them until they claim their profile. \"{FactsOnly}\": listed as \"from "
                + "the public registry, not confirmed by this person\", not indexed by search engines, after everyone who "
                + "confirmed their own profile, without contact button, with \"remove me\". Left out: says what is chosen.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        choice.AcceptOnlyFromAmong(Hidden, FactsOnly);
        var json = Verb.JsonOption();
        return new Command("listing", "Chooses whether people known from the registry alone are listed.") { choice, json }.Does(
            ["./rapport listing", "./rapport listing facts-only", "./rapport listing hidden --data data-real"],
            async (parsed, stop) =>
            {
                using var store = await parsed.OpenStore(stop);
                if (parsed.GetValue(choice) is { } chosen)
                {
                    await Visibility.Set(
                        store, chosen == Hidden ? RegistryListing.Hidden : RegistryListing.FactsOnly, stop);
                }
                await using var db = store.Read();
                var listing = await Visibility.Of(db, stop);
                var people = await db.Set<Profile>().LongCountAsync(
                    profile => !profile.Claimed && !profile.Removed && profile.Deactivated == null, stop);
                if (parsed.GetValue(json))
                {
                    Verb.PrintJson(new { Listing = listing == RegistryListing.Hidden ? Hidden : FactsOnly, People = people });
                    return ExitCode.Done;
                }
                var count = people.ToString("N0", CultureInfo.InvariantCulture);
                Console.WriteLine(listing == RegistryListing.Hidden
                    ? $"{Hidden}: {count} people known from the registry alone are seen by nobody until they claim their profile."
                    : $"{FactsOnly}: {count} people known from the registry alone are listed, each labelled as not confirmed.");
                return ExitCode.Done;
            });
    }
}
