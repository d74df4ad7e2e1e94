using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Verification;

/// <summary>The newest look at each licence of some profiles, and who keeps these, read once in a transaction; with what the transaction adds.</summary>
internal sealed class Looks
{
    private readonly Dictionary<long, List<LicenceCheck>> _newest;
    private readonly Dictionary<long, ProfileOwner> _owners;
    private readonly Dictionary<long, List<LicenceCheck>> _decided;

    private Looks(Dictionary<long, List<LicenceCheck>> newest, Dictionary<long, ProfileOwner> owners, Dictionary<long, List<LicenceCheck>> decided) =>
        (_newest, _owners, _decided) = (newest, owners, decided);

    /// <summary>Reads them.</summary>
    public static async Task<Looks> At(RapportDb db, IReadOnlyCollection<long> profiles, CancellationToken stop)
    {
        var newest = await db.Set<LicenceCheck>().Where(check => profiles.Contains(check.ProfileId) && check.IsNewest).ToListAsync(stop);
        var decided = await db.Set<LicenceCheck>().Where(check => profiles.Contains(check.ProfileId) && check.By != null && check.Standing != Standing.Waiting).ToListAsync(stop);
        return new Looks(
            newest.GroupBy(check => check.ProfileId).ToDictionary(of => of.Key, of => of.ToList()),
            await db.Set<ProfileOwner>().Where(owner => profiles.Contains(owner.ProfileId)).ToDictionaryAsync(owner => owner.ProfileId, stop),
            decided.GroupBy(check => check.ProfileId).ToDictionary(of => of.Key, of => of.ToList()));
    }

    /// <summary>What a person decided last of a licence since its owner keeps the profile, however many files were compared since; null where none has.</summary>
    public LicenceCheck? Decided(long profileId, string state, string number) =>
        (_decided.GetValueOrDefault(profileId) ?? []).Where(check => !(check.At < Owner(profileId)?.Since) && check.State == state && Checks.Key(check.Number) == Checks.Key(number)).MaxBy(check => check.At);

    /// <summary>Who keeps a profile; null where nobody does.</summary>
    public ProfileOwner? Owner(long profileId) => _owners.GetValueOrDefault(profileId);

    /// <summary>The newest looks at the licences of a profile.</summary>
    public IReadOnlyList<LicenceCheck> Of(long profileId) => _newest.GetValueOrDefault(profileId) ?? [];

    /// <summary>The newest look at a licence, however its number was written then; null where nobody has looked.</summary>
    public LicenceCheck? Of(long profileId, string state, string number) =>
        Of(profileId).Where(check => check.State == state && Checks.Key(check.Number) == Checks.Key(number)).MaxBy(check => check.At);

    /// <summary>Another look is the newest at its licence.</summary>
    public void Add(LicenceCheck look)
    {
        var of = _newest.TryGetValue(look.ProfileId, out var known) ? known : _newest[look.ProfileId] = [];
        foreach (var before in of.Where(check => check.State == look.State && Checks.Key(check.Number) == Checks.Key(look.Number)).ToList())
        {
            before.IsNewest = false;
            of.Remove(before);
        }
        of.Add(look);
        if (look is { By: not null, Standing: not Standing.Waiting })
        {
            (_decided.TryGetValue(look.ProfileId, out var all) ? all : _decided[look.ProfileId] = []).Add(look);
        }
    }
}
