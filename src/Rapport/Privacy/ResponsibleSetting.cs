using Microsoft.EntityFrameworkCore;
using Rapport.Accounts;
using Rapport.Storage;

namespace Rapport.Privacy;

/// <summary>Who answers for what is kept.</summary>
/// <param name="IsClinic">A clinic, which the law may tell to keep records; else whoever runs the directory.</param>
/// <param name="Name">What it is called; null where nobody is named.</param>
/// <param name="Mail">Where anybody may write to about it; null where nobody is named.</param>
internal sealed record Responsible(bool IsClinic, string? Name, string? Mail)
{
    public override string ToString() => (IsClinic ? ResponsibleSetting.Clinic : ResponsibleSetting.Directory) + (Name is null ? "" : $", {Name}, {Mail}");
}

/// <summary>Who answers for the data: "directory", or with a name and a mail address behind it, "clinic, Willow Clinic, privacy@willow.example".</summary>
internal static class ResponsibleSetting
{
    public const string Key = "answers-for";
    public const string Directory = "directory";
    public const string Clinic = "clinic";

    private const int LongestName = 120;

    public static async Task<string> Chosen(RapportDb db, CancellationToken stop) =>
        await db.Set<Setting>().Where(setting => setting.Key == Key).Select(setting => setting.Value).SingleOrDefaultAsync(stop) ?? Directory;

    public static async Task<Responsible> Of(RapportDb db, CancellationToken stop) => Parse(await Chosen(db, stop)) ?? new Responsible(IsClinic: false, Name: null, Mail: null);

    public static Task Set(Store store, string value, CancellationToken stop) => store.Write(db => Setting.Put(db, Key, value, store.Now, stop), stop);

    /// <summary>Reads what an operator types; null where it names no kind, no name or no address. A clinic is named.</summary>
    public static Responsible? Parse(string typed)
    {
        var (first, last) = (typed.IndexOf(','), typed.LastIndexOf(','));
        var kind = (first < 0 ? typed : typed[..first]).Trim().ToLowerInvariant();
        if (kind == Directory && first < 0)
        {
            return new Responsible(IsClinic: false, Name: null, Mail: null);
        }
        if (kind is not (Directory or Clinic) || last <= first)
        {
            return null;
        }
        var name = typed[(first + 1)..last].Trim();
        return name.Length is > 0 and <= LongestName && !name.Any(char.IsControl) && AccountSeal.Plain(typed[(last + 1)..]) is { } mail ? new Responsible(kind == Clinic, name, mail) : null;
    }
}
