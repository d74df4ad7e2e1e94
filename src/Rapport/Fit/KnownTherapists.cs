using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Core.Fit;
using Rapport.Profiles;
using Rapport.Storage;

namespace Rapport.Fit;

/// <summary>Finds therapists by what a table calls them: "id:12", 12, an NPI, or the end of the address of their page.</summary>
internal sealed class KnownTherapists(RapportDb db)
{
    /// <summary>Of somebody who was taken off the list: nothing is learnt of them.</summary>
    public const long Removed = 0;

    private const int AtOnce = 500;

    private readonly Dictionary<string, long?> _found = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The number of the profile; <see cref="Removed"/>; null where there is none.</summary>
    /// <param name="name">As it was typed.</param>
    /// <param name="isNew">Whether it is asked for the first time.</param>
    public long? Find(ReadOnlySpan<char> name, out bool isNew)
    {
        isNew = !_found.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var id);
        if (isNew)
        {
            var text = name.ToString();
            id = Find(text);
            _found.Add(text, id);
        }
        return id;
    }

    /// <summary>How some of them say that they work: those who keep their own page and have said it.</summary>
    public async Task<IReadOnlyDictionary<long, Style>> Styles(IEnumerable<long> ids, CancellationToken stop)
    {
        var styles = new Dictionary<long, Style>();
        foreach (var some in ids.Distinct().Chunk(AtOnce))
        {
            foreach (var profile in await db.Set<Profile>().AsNoTracking().Where(profile => some.Contains(profile.Id) && profile.Claimed).ToListAsync(stop))
            {
                if (profile.Read().Facts.Style is { } style)
                {
                    styles.Add(profile.Id, StyleCode.Read(StyleCode.Of(ProfileStyle.Of(style.Value))));
                }
            }
        }
        return styles;
    }

    private long? Find(string name)
    {
        var isNumber = name.StartsWith("id:", StringComparison.OrdinalIgnoreCase);
        var number = isNumber ? name[3..] : name;
        var profiles = db.Set<Profile>().AsNoTracking();
        var found = Npi.TryParse(name, out var npi, out _) ? profiles.Where(profile => profile.Npi == npi.Value)
            : long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || (!isNumber && name.Any(char.IsLetter) && ProfileLinks.TryReadId(name, out id)) ? profiles.Where(profile => profile.Id == id)
            : null;
        return found?.Select(profile => (long?)(profile.Removed ? Removed : profile.Id)).SingleOrDefault();
    }
}
