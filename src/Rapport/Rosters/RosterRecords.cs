using Microsoft.EntityFrameworkCore;
using Rapport.Core.Search;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Rosters;

/// <summary>By what a member's record was found.</summary>
internal enum FoundBy
{
    /// <summary>There is none: her profile will be new.</summary>
    Nothing,

    Number,
    Licence,

    /// <summary>Her name, in her ZIP or town, which nobody else there has.</summary>
    Name,

    /// <summary>Several people may be meant.</summary>
    Several,

    /// <summary>The number belongs to somebody of another name.</summary>
    OtherName,
}

/// <summary>What is known of the record of a member.</summary>
internal sealed record FoundRecord(FoundBy By, long? ProfileId = null, bool IsRemoved = false, bool HasOwner = false, string? Named = null);

/// <summary>
/// Finds the records of a roster's members: by number, else by licence, else by a name that one person alone has in the place. A record whose
/// name is another is nobody's: a mistyped digit must not hand somebody's record to a stranger.
/// </summary>
internal sealed class RosterRecords
{
    private const int NumbersAtOnce = 500;

    private sealed record Known(long Id, long? Npi, bool Removed, IReadOnlyList<PersonName> Names, ProfileFacts Facts);

    private readonly Dictionary<long, Known> _byNumber = [];
    private readonly Dictionary<string, List<Known>> _byLicence = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Known>> _byName = new(StringComparer.Ordinal);
    private readonly HashSet<long> _owned = [];

    private RosterRecords()
    {
    }

    public static async Task<RosterRecords> Of(Store store, IReadOnlyList<RosterRow> rows, Action<long, long> progress, CancellationToken stop)
    {
        var records = new RosterRecords();
        await using var db = store.Read();
        foreach (var numbers in rows.Select(row => row.Npi?.Value).OfType<long>().Distinct().Chunk(NumbersAtOnce))
        {
            await foreach (var profile in db.Set<Profile>().AsNoTracking().Where(profile => profile.Npi != null && numbers.Contains(profile.Npi.Value)).AsAsyncEnumerable().WithCancellation(stop))
            {
                records._byNumber[profile.Npi!.Value] = Read(profile);
            }
        }
        await records.Look(db, [.. rows.Where(row => row.Npi is null || !records._byNumber.ContainsKey(row.Npi.Value.Value))], progress, stop);
        records._owned.UnionWith(await db.Set<ProfileOwner>().AsNoTracking().Select(owner => owner.ProfileId).ToListAsync(stop));
        return records;
    }

    public FoundRecord Find(RosterRow row)
    {
        if (row.Npi is { } npi && _byNumber.TryGetValue(npi.Value, out var numbered))
        {
            // Of whom was erased only the number is left, by which she stays off the list.
            return numbered is { Removed: true, Names.Count: 0 } || IsNamed(numbered, row.Name)
                ? Found(FoundBy.Number, numbered)
                : new FoundRecord(FoundBy.OtherName, Named: numbered.Names is [var other, ..] ? other.Display() : null);
        }
        var licensed = row.Licences.SelectMany(licence => _byLicence.GetValueOrDefault(LicenceKey(licence)) ?? []).Where(one => Fits(row, one)).DistinctBy(one => one.Id).ToList();
        if (licensed.Count > 0)
        {
            return licensed is [var one] ? Found(FoundBy.Licence, one) : new FoundRecord(FoundBy.Several);
        }
        var named = Places(row.Place).SelectMany(place => _byName.GetValueOrDefault(NameKey(row.Name, place)) ?? []).Where(one => Fits(row, one)).DistinctBy(one => one.Id).ToList();
        return named.Count switch
        {
            0 => new FoundRecord(FoundBy.Nothing),
            1 => Found(FoundBy.Name, named[0]),
            _ => new FoundRecord(FoundBy.Several),
        };
    }

    private FoundRecord Found(FoundBy by, Known known) =>
        new(by, known.Id, known.Removed, _owned.Contains(known.Id), known.Names is [var name, ..] ? name.Display() : null);

    // A record with a number is not that of somebody who gives another one.
    private static bool Fits(RosterRow row, Known known) => IsNamed(known, row.Name) && (row.Npi is null || known.Npi is null || known.Npi == row.Npi.Value.Value);

    private async Task Look(RapportDb db, IReadOnlyList<RosterRow> rows, Action<long, long> progress, CancellationToken stop)
    {
        if (rows.Count == 0)
        {
            return;
        }
        foreach (var row in rows)
        {
            foreach (var licence in row.Licences)
            {
                _byLicence.TryAdd(LicenceKey(licence), []);
            }
            foreach (var place in Places(row.Place))
            {
                _byName.TryAdd(NameKey(row.Name, place), []);
            }
        }
        var whole = await db.Set<Profile>().LongCountAsync(stop);
        var done = 0L;
        await foreach (var profile in db.Set<Profile>().AsNoTracking().OrderBy(profile => profile.Id).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (++done % 1000 == 0)
            {
                progress(done, whole);
            }
            var known = Read(profile);
            foreach (var key in (known.Facts.Licences?.Value ?? []).Where(licence => licence.Number is not null).Select(LicenceKey))
            {
                _byLicence.GetValueOrDefault(key)?.Add(known);
            }
            foreach (var name in known.Names)
            {
                foreach (var place in (known.Facts.Places?.Value ?? []).SelectMany(Places))
                {
                    _byName.GetValueOrDefault(NameKey(name, place))?.Add(known);
                }
            }
        }
    }

    private static Known Read(Profile profile)
    {
        var facts = profile.Read().Facts;
        return new Known(
            profile.Id, profile.Npi, profile.Removed, SamePerson.Names(facts), facts);
    }

    private static bool IsNamed(Known known, PersonName name) => known.Names.Any(one => SamePerson.MayBe(one, name));

    private static IEnumerable<string> Places(PracticePlace? place) => place is null ? [] : [place.Zip, $"{Folded(place.City)} {place.State}"];

    private static string NameKey(PersonName name, string place) => $"{Folded(name.First)}\n{Folded(name.Last)}\n{place}";

    private static string LicenceKey(Licence licence) => $"{licence.State}\n{LicenceNumber.Key(licence.Number!.ToUpperInvariant())}";

    private static string Folded(string? text) => SearchText.Fold(text ?? "");
}
