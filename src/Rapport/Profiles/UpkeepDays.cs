using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>
/// After how many days without a word from its owner what becomes of a profile. The operator may choose them; everybody who is concerned is
/// told them.
/// </summary>
/// <param name="First">She is asked whether it is still right.</param>
/// <param name="Second">She is asked again.</param>
/// <param name="Third">She is asked a last time.</param>
/// <param name="Marked">Its page says that nobody has confirmed it for a long time.</param>
/// <param name="Off">It is off the list until she says that it is right.</param>
internal sealed record UpkeepDays(int First, int Second, int Third, int Marked, int Off)
{
    public const string Key = "upkeep-days";

    /// <summary>What stands in the setting where nobody is asked, and nobody taken off.</summary>
    public const string Never = "never";

    /// <summary>Nobody waits longer than this, and nothing stays unconfirmed for longer.</summary>
    private const int Most = 1000;

    public static readonly UpkeepDays Usual = new(75, 83, 88, 90, 120);

    /// <summary>So long before it is taken off somebody has had a reminder, also where the program did not run in between.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(14);

    /// <summary>When a profile that is counted from a day goes off the list whose owner is reminded now.</summary>
    public DateTime OffAt(DateTime countedFrom, DateTime now) => countedFrom.AddDays(Off) > now + Notice ? countedFrom.AddDays(Off) : now + Notice;

    /// <summary>The reminders, in their order.</summary>
    public IReadOnlyList<int> Reminders => [First, Second, Third];

    /// <summary>The days that stand; null where nobody is asked.</summary>
    public static async Task<UpkeepDays?> Of(RapportDb db, CancellationToken stop = default)
    {
        var value = await db.Set<Setting>().Where(setting => setting.Key == Key).Select(setting => setting.Value).SingleOrDefaultAsync(stop);
        return value == Never ? null : value is null ? Usual : Parse(value) ?? Usual;
    }

    /// <summary>Reads "75 83 88 90 120"; null where it is anything else.</summary>
    public static UpkeepDays? Parse(string typed)
    {
        var days = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : 0).ToList();
        return days is [> 0 and var first, var second, var third, var marked, <= Most and var off]
            && first < second && second < third && third < marked && off >= marked + Notice.Days
            ? new UpkeepDays(first, second, third, marked, off)
            : null;
    }

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First} {Second} {Third} {Marked} {Off}");

    public static Task Set(Store store, string value, CancellationToken stop = default) => store.Write(db => Setting.Put(db, Key, value, store.Now, stop), stop);
}
