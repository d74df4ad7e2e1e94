using System.Text.Json;

namespace Rapport.Mail;

/// <summary>
/// What one mail says, in the words of its reader's language, as the feature wrote it. It says that something waits, never what: whoever
/// looks over a shoulder at a list of mails learns nothing of anybody's health.
/// </summary>
/// <param name="To">The one address it goes to.</param>
/// <param name="Language">Code of the language it is written in: "en" or "es".</param>
/// <param name="Subject">Neutral: it is shown on locked telephones.</param>
/// <param name="Paragraphs">Plain sentences, at least one.</param>
/// <param name="Button">What the link is called; null where there is none.</param>
/// <param name="Path">Where it leads on this site, with the language before it: "/es/…"; null where there is none.</param>
/// <param name="Closing">Why somebody gets this, and what to do who did not ask for it.</param>
internal sealed record Letter(
    string To, string Language, string Subject, IReadOnlyList<string> Paragraphs, string? Button, string? Path, string Closing)
{
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <exception cref="JsonException">These are not the bytes of a letter.</exception>
    public static Letter FromBytes(byte[] bytes) =>
        JsonSerializer.Deserialize<Letter>(bytes) ?? throw new JsonException("There is no letter in it.");
}
