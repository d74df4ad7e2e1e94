using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Rapport.Layout;

/// <summary>
/// The texts of one page or class in the reader's language. The English text is the key and stands where it is used;
/// the Spanish one lies beside it in <c>X.es.resx</c>. A test holds the two together.
/// </summary>
internal sealed class Words
{
    /// <summary>The language code that pseudo-translations have by custom; no address leads to it, a test speaks it.</summary>
    public const string PseudoLanguage = "qps";

    private static readonly ConcurrentDictionary<string, Words> Known = new(StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string> _spanish;

    private Words(string name) => _spanish = Read(name);

    public static Words For<T>() => For(typeof(T).FullName!);

    /// <param name="name">Namespace and name, as the resource is called: "Rapport.Site.Start".</param>
    public static Words For(string name) => Known.GetOrAdd(name, static name => new Words(name));

    public string this[string english] => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName switch
    {
        "es" => _spanish.GetValueOrDefault(english, english),
        // The pseudo-language: what is seen outside the marks was written past the texts.
        PseudoLanguage => $"⟦{english}⟧",
        _ => english,
    };

    public string this[string english, params object?[] arguments] =>
        string.Format(CultureInfo.CurrentCulture, this[english], arguments);

    /// <summary>The one text or the other by number; {0} in it is the number, {1} and on are the rest.</summary>
    public string Many(int number, string one, string many, params object?[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, this[number == 1 ? one : many], [number, .. arguments]);

    /// <summary>A text with links in it: each part in [square brackets] becomes one, in the order of the addresses.</summary>
    public IHtmlContent Links(string english, params string[] addresses) => new LinkedText(this[english], addresses);

    /// <summary>A text with a number in it, at {0}, that no line may break: "Call (510) 555-0100".</summary>
    public IHtmlContent Whole(string english, string number) => new WholeText(this[english], number);

    private static FrozenDictionary<string, string> Read(string name)
    {
        var resources = new ResourceManager(name, typeof(Words).Assembly);
        try
        {
            var set = resources.GetResourceSet(CultureInfo.GetCultureInfo("es"), createIfNotExists: true, tryParents: false);
            return (set?.Cast<System.Collections.DictionaryEntry>() ?? [])
                .ToFrozenDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
        }
        catch (MissingManifestResourceException)
        {
            return FrozenDictionary<string, string>.Empty;
        }
    }

    /// <summary>A text in which no line ends at a hyphen: "Medi-Cal" stays in one piece.</summary>
    public static IHtmlContent Unbroken(string text) => new UnbrokenText(text);

    private sealed class UnbrokenText(string text) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var words = text.Split(' ');
            for (var at = 0; at < words.Length; at++)
            {
                writer.Write(at > 0 ? " " : "");
                var hasHyphen = words[at].Contains('-', StringComparison.Ordinal);
                writer.Write(hasHyphen ? "<span class=\"whole\">" : "");
                encoder.Encode(writer, words[at]);
                writer.Write(hasHyphen ? "</span>" : "");
            }
        }
    }

    private sealed class WholeText(string text, string number) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var parts = text.Split("{0}");
            // In one piece, for a button lays out each of its own in turn and swallows the space between them.
            writer.Write("<span>");
            encoder.Encode(writer, parts[0]);
            writer.Write("<span class=\"whole\">");
            encoder.Encode(writer, number);
            writer.Write("</span>");
            encoder.Encode(writer, parts[1]);
            writer.Write("</span>");
        }
    }

    private sealed class LinkedText(string text, string[] addresses) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var parts = text.Split('[', ']');
            for (var i = 0; i < parts.Length; i++)
            {
                if (i % 2 == 0)
                {
                    encoder.Encode(writer, parts[i]);
                    continue;
                }
                writer.Write("<a href=\"");
                encoder.Encode(writer, addresses[i / 2]);
                writer.Write("\">");
                encoder.Encode(writer, parts[i]);
                writer.Write("</a>");
            }
        }
    }
}

/// <summary>The words of the view in which they stand; every view has them as <c>L</c>.</summary>
internal sealed class ViewWords : IViewContextAware
{
    private static readonly ConcurrentDictionary<string, Words> Views = new(StringComparer.Ordinal);

    private Words _words = null!;

    public string this[string english] => _words[english];

    public string this[string english, params object?[] arguments] => _words[english, arguments];

    public void Contextualize(ViewContext viewContext) =>
        _words = Views.GetOrAdd(viewContext.ExecutingFilePath!, static path => Words.For("Rapport" + Path.ChangeExtension(path, null).Replace('/', '.')));

    public string Many(int number, string one, string many, params object?[] arguments) =>
        _words.Many(number, one, many, arguments);

    public IHtmlContent Links(string english, params string[] addresses) => _words.Links(english, addresses);

    public IHtmlContent Whole(string english, string number) => _words.Whole(english, number);
}
