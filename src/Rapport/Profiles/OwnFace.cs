using Rapport.Portraits;

namespace Rapport.Profiles;

/// <summary>What a therapist has chosen to stand for her face: a photograph, or a drawing that she put together herself.</summary>
/// <param name="Photograph">The mark of a <see cref="Profiles.Photograph"/>; null where it is a drawing.</param>
/// <param name="Drawn">Null where it is a photograph.</param>
internal sealed record OwnFace(string? Photograph, Portrait? Drawn)
{
    private const string PhotographWord = "photograph:";
    private const string DrawnWord = "drawn:";

    /// <summary>As a row of a profile keeps it.</summary>
    public string Write() => Drawn is { } drawn ? DrawnWord + drawn.Write() : PhotographWord + Photograph;

    /// <summary>What a row keeps; null where nothing was chosen, or nothing that this program can draw.</summary>
    public static OwnFace? Read(string? text) => text switch
    {
        null => null,
        _ when text.StartsWith(PhotographWord, StringComparison.Ordinal) => new OwnFace(text[PhotographWord.Length..], Drawn: null),
        _ when text.StartsWith(DrawnWord, StringComparison.Ordinal) && Portrait.Read(text[DrawnWord.Length..]) is { } drawn => new OwnFace(Photograph: null, drawn),
        _ => null,
    };
}
