using Rapport.Core.PlainWords;
using Rapport.Profiles;

namespace Rapport.Search.PlainWords;

/// <summary>
/// What people say, and the reader that understands it. Each is made when it is first needed, which takes a second; those that come with the
/// program serve every site of a process.
/// </summary>
internal sealed class SpokenWords
{
    private static readonly Lazy<SpokenWords> BuiltIn = new(() =>
    {
        var keys = new SearchKeys(Vocabularies.BuiltIn);
        return new SpokenWords(keys, () => SaidFile.BuiltIn(keys));
    });

    private readonly Lazy<IReadOnlyList<Said>> _said;

    private SpokenWords(SearchKeys keys, Func<IReadOnlyList<Said>> load)
    {
        Keys = keys;
        _said = new(load);
        Reader = new(() => PhraseBooks.Reader(keys, _said.Value));
    }

    public SearchKeys Keys { get; }

    public IReadOnlyList<Said> Said => _said.Value;

    public Lazy<PlainReader> Reader { get; }

    /// <summary>Those of an installation: its operator's, where the folder has any, before ours.</summary>
    /// <param name="keys">Its filters.</param>
    /// <param name="folder">May be absent.</param>
    public static SpokenWords Of(SearchKeys keys, string folder) =>
        ReferenceEquals(keys.Words, Vocabularies.BuiltIn) && !File.Exists(Path.Combine(folder, Vocabularies.SaidFile))
            ? BuiltIn.Value
            : new SpokenWords(keys, () => SaidFile.Load(folder, keys));
}
