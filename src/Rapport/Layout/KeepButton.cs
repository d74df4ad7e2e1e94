namespace Rapport.Layout;

/// <summary>
/// The button that keeps one person, or lets go of her again. All of a page's buttons belong to one form, which the frame
/// writes: twenty people would otherwise carry the way back twenty times.
/// </summary>
/// <param name="Id">The person's number.</param>
/// <param name="Name">Heard by who does not see beside whom the button stands.</param>
/// <param name="Look">Its class: "button", or "link".</param>
/// <param name="HasPlace">Whether the page comes back to it. Once for each person on a page.</param>
internal sealed record KeepButton(long Id, string Name, string Look = "button", bool HasPlace = true)
{
    public const string Form = "keep";

    /// <summary>Where a page comes back to.</summary>
    public static string Place(long id) => FormattableString.Invariant($"keep-{id}");

    public static void Need(HttpContext context) => context.Items[typeof(KeepButton)] = true;

    public static bool IsOn(HttpContext context) => context.Items.ContainsKey(typeof(KeepButton));
}
