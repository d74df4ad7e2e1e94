using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>For how many years after an account was closed a clinic must keep its record: "none", or "7 years".</summary>
internal static class HoldSetting
{
    public const string Key = "legal-hold";
    public const string None = "none";

    /// <summary>No law asks for more; a slip of the hand does.</summary>
    public const int Most = 30;

    public static async Task<string> Chosen(RapportDb db, CancellationToken stop) =>
        await db.Set<Setting>().Where(setting => setting.Key == Key).Select(setting => setting.Value).SingleOrDefaultAsync(stop) ?? None;

    /// <summary>The years that hold now: none where it is not a clinic that answers for the data.</summary>
    public static async Task<int?> InForce(RapportDb db, CancellationToken stop) =>
        Parse(await Chosen(db, stop)) is { } years && (await ResponsibleSetting.Of(db, stop)).IsClinic ? years : null;

    /// <exception cref="StoreProblem">It is not a clinic that answers for the data.</exception>
    public static Task Set(Store store, string value, CancellationToken stop) => store.Write(async db =>
    {
        if (value != None && !(await ResponsibleSetting.Of(db, stop)).IsClinic)
        {
            throw new StoreProblem(
                $"Only a clinic must keep records. Say first that one answers for the data: \"{store.Location.Command($"settings set {ResponsibleSetting.Key} \"clinic, Willow Clinic, privacy@willow.example\"")}\".");
        }
        await Setting.Put(db, Key, value, store.Now, stop);
    }, stop);

    /// <summary>Reads "7", "7 years" or "1 year"; null where it is none of them.</summary>
    public static int? Parse(string typed)
    {
        var words = typed.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is 1 or 2 && (words.Length == 1 || words[1] is "years" or "year") && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is > 0 and <= Most ? years : null;
    }

    public static string Print(int years) => years == 1 ? "1 year" : string.Create(CultureInfo.InvariantCulture, $"{years} years");
}
