namespace Rapport.Profiles;

/// <summary>A field's new value cannot be taken. The message says what was written and how to write it.</summary>
internal sealed class FieldProblem(string message) : Exception(message)
{
    /// <summary>The vocabulary that a typed word is not in; null where that is not what is wrong.</summary>
    public string? Vocabulary { get; init; }

    /// <summary>That word; null the same.</summary>
    public string? Word { get; init; }
}
