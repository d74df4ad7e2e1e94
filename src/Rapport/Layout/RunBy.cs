namespace Rapport.Layout;

/// <summary>The organisation that runs this directory, as pages name it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Address">Its page, in a language.</param>
/// <param name="Words">What it says of itself in the reader's language, with the code of the language it is written in; null where it says nothing.</param>
/// <param name="Mail">Where anybody may write to; null where it gives none.</param>
/// <param name="Telephone">Digits, and as it is read; null where it gives none.</param>
/// <param name="Web">Its own site; null where it gives none.</param>
/// <param name="Logo">Where its logo lies; null where it has none.</param>
internal sealed record RunByOrganisation(
    string Name, Func<Language, string> Address, Func<Language, (string Text, string Language)?> Words, string? Mail, (string Digits, string Text)? Telephone, string? Web, string? Logo);

/// <summary>Which organisation pages name as the one that runs this directory. The frame asks with each page, so it is held ready; a feature keeps it true.</summary>
internal sealed class RunBy
{
    private volatile RunByOrganisation? _organisation;

    /// <summary>Null where nobody is named.</summary>
    public RunByOrganisation? Organisation
    {
        get => _organisation;
        set => _organisation = value;
    }
}
