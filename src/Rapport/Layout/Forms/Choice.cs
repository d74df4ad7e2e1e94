namespace Rapport.Layout.Forms;

/// <summary>One thing to choose.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Text">What is read, in the reader's language.</param>
internal sealed record Choice(string Value, string Text);
