using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>The operator's choice for people known from the public registry alone.</summary>
internal enum RegistryListing
{
    /// <summary>Nobody sees them until what they say themselves is entered.</summary>
    Hidden,

    /// <summary>Listed with a plain label, after everyone who confirmed their own facts, with "remove me".</summary>
    FactsOnly,
}

/// <summary>Reads and changes that choice, and says who is on the list because of it.</summary>
internal static class Visibility
{
    public const string Key = "registry-listing";

    public static async Task<RegistryListing> Of(RapportDb db, CancellationToken stop = default)
    {
        var value = await db.Set<Setting>().Where(setting => setting.Key == Key)
            .Select(setting => setting.Value).SingleOrDefaultAsync(stop);
        return Enum.TryParse<RegistryListing>(value, out var listing) ? listing : RegistryListing.Hidden;
    }

    /// <summary>Changes it; every index reads the whole list anew.</summary>
    public static Task Set(Store store, RegistryListing listing, CancellationToken stop = default) =>
        store.Write(async db =>
        {
            await Setting.Put(db, Key, listing.ToString(), store.Now, stop);
            await ChangeFeed.Append(db, [Change.Everything], store.Now, stop);
        }, stop);

    /// <summary>How many nobody sees only because they are known from the registry alone.</summary>
    public static async Task<long> CountHidden(RapportDb db, CancellationToken stop) =>
        await Of(db, stop) == RegistryListing.Hidden
            ? await db.Set<Profile>().LongCountAsync(profile => !profile.Claimed && !profile.Removed && profile.Deactivated == null && profile.Unlisted == null, stop)
            : 0;

    /// <summary>Whether this profile may be found and seen.</summary>
    public static bool IsListed(Profile profile, RegistryListing listing) =>
        profile is { Removed: false, Deactivated: null, Unlisted: null } && (profile.Claimed || listing == RegistryListing.FactsOnly);

    /// <summary>Those of a query's profiles that may be found and seen: <see cref="IsListed"/>, asked of the database.</summary>
    public static IQueryable<Profile> Among(IQueryable<Profile> profiles, RegistryListing listing)
    {
        var listed = profiles.Where(profile => !profile.Removed && profile.Deactivated == null && profile.Unlisted == null);
        return listing == RegistryListing.FactsOnly ? listed : listed.Where(profile => profile.Claimed);
    }
}
