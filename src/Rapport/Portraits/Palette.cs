namespace Rapport.Portraits;

/// <summary>Ground, the larger circle on it, and cloth that goes with both.</summary>
internal sealed record Tint(string Ground, string Circle, string Cloth);

/// <summary>The tone of a face, and the shade for neck and nose.</summary>
internal sealed record Skin(string Tone, string Shade);

/// <summary>The colours of drawn portraits.</summary>
internal static class Palette
{
    /// <summary>Laid thinly over the skin.</summary>
    public const string Cheek = "#d8705a";
    /// <summary>One gold for all.</summary>
    public const string Earring = "#d69a3a";
    /// <summary>Of glasses.</summary>
    public const string Frame = "#3b4247";
    /// <summary>Eyes and mouth; the nose is drawn in the skin's shade.</summary>
    public const string Line = "#2a2422";

    /// <summary>Sand, sage, dusk, rose, teal, plum.</summary>
    public static IReadOnlyList<Tint> Tints { get; } =
    [
        new("#f2e3c9", "#e8d0a6", "#a4733b"),
        new("#dfe8d6", "#c6d6bb", "#55744f"),
        new("#d8e4ea", "#bcd0db", "#3f657a"),
        new("#f3ddd3", "#e8c4b5", "#a5584a"),
        new("#d3e6e2", "#b3d3cd", "#1f666a"),
        new("#e8dde6", "#d5c2d2", "#72506f"),
    ];

    /// <summary>From light to dark, by lot.</summary>
    public static IReadOnlyList<Skin> Skins { get; } =
    [
        new("#f4d8c4", "#d9a98c"),
        new("#e9c09e", "#c08e68"),
        new("#cf9a72", "#a06c47"),
        new("#ab7650", "#7f5033"),
        new("#84543a", "#5c3724"),
        new("#643f2d", "#43281b"),
    ];

    /// <summary>Of hair and beard; two are grey.</summary>
    public static IReadOnlyList<string> Hairs { get; } =
        ["#2a2422", "#4b342a", "#7b5233", "#a8763f", "#9a9691", "#d9d4cb", "#221f2a", "#8c3f2b"];
}
