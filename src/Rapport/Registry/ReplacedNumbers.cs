using Microsoft.EntityFrameworkCore;
using Rapport.Profiles;
using Rapport.Registry.Reading;
using Rapport.Storage;

namespace Rapport.Registry;

/// <summary>
/// A number that went out of use and names another in its stead: the person is the same. What she said, and that she asked to be
/// removed, goes on under the new number, before the row of that number could list her anew.
/// </summary>
internal sealed class ReplacedNumbers(Store store)
{
    private const int BatchNumbers = 2_000;

    // A number replaced by one that was replaced, and so on; a ring of them ends here too.
    private const int MostSteps = 8;

    /// <summary>Goes through what a file says; done twice it changes nothing more.</summary>
    /// <param name="survey">Of the file.</param>
    /// <returns>How many profiles have another number now.</returns>
    public async Task<int> GoOn(NppesSurvey survey, CancellationToken stop)
    {
        var moved = 0;
        foreach (var batch in survey.Replacements.Keys.Order().Chunk(BatchNumbers))
        {
            moved += await store.Write(db => GoOn(db, survey, batch, stop), stop);
        }
        return moved;
    }

    private async Task<int> GoOn(RapportDb db, NppesSurvey survey, long[] numbers, CancellationToken stop)
    {
        var touched = new List<long>();
        var removed = new List<RemovalLine>();
        var moved = 0;
        foreach (var old in await db.Set<Profile>().Where(profile => EF.Parameter(numbers).Contains(profile.Npi!.Value)).ToListAsync(stop))
        {
            if (Last(survey, old.Npi!.Value) is not { } number)
            {
                continue;
            }
            var other = await db.Set<Profile>().SingleOrDefaultAsync(profile => profile.Npi == number.Value, stop);
            if (!GoesOn(old, other, survey, number))
            {
                continue;
            }
            if (other is not null)
            {
                // The record of the registry alone takes the number that is out of use, and is unlisted with it.
                (other.Npi, var spent) = (null, old.Npi);
                await db.SaveChangesAsync(stop);
                old.Npi = number.Value;
                await db.SaveChangesAsync(stop);
                other.Npi = spent;
                Touch(other);
                touched.Add(other.Id);
            }
            old.Npi = number.Value;
            // Whatever the row of the new number says is newer than what the old one said.
            old.RegistryDate = null;
            old.Deactivated = null;
            Touch(old);
            touched.Add(old.Id);
            moved++;
            if (old.Removed)
            {
                removed.Add(new RemovalLine(old.Npi, old.Id, store.Now));
            }
            await db.SaveChangesAsync(stop);
        }
        await ChangeFeed.Append(db, touched, store.Now, stop);
        if (removed.Count > 0)
        {
            // Before the commit: after a crash in between, a replay takes off somebody who asked for it.
            await RemovalLog.Append(store.Location, removed, stop);
        }
        return moved;
    }

    // Of two profiles that are somebody's own word neither gives way; of two that are not, the newer number's is as good.
    private static bool GoesOn(Profile old, Profile? other, NppesSurvey survey, Npi number) =>
        other is null
            ? old.Claimed || old.Removed || survey.Numbers.Contains(number)
            : (old.Claimed || old.Removed) && !other.Claimed && !(other.Removed && !old.Claimed);

    private static Npi? Last(NppesSurvey survey, long old)
    {
        var number = survey.Replacements[old];
        for (var step = 0; survey.Replacements.TryGetValue(number.Value, out var next); step++)
        {
            if (step == MostSteps || next.Value == old)
            {
                return null;
            }
            number = next;
        }
        return number;
    }

    private void Touch(Profile profile)
    {
        profile.UpdatedAt = store.Now;
        profile.Revision++;
    }
}
