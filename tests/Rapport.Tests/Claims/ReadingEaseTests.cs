using Rapport.Claims;

namespace Rapport.Tests.Claims;

/// <summary>The measure of the texts is itself measured: on words whose syllables anyone can clap, and on texts worked out by hand.</summary>
public sealed class ReadingEaseTests
{
    [Theory]
    [InlineData(1, "a", "the", "page", "made", "miles", "asked", "used", "names", "where", "called", "ZIP", "through", "takes", "eye", "lives", "whole", "are")]
    [InlineData(2, "city", "people", "table", "wanted", "needed", "pages", "choices", "online", "someone", "something", "order", "places", "changes", "little", "client", "being", "going", "quiet", "trying", "lately", "many", "doctor", "helper", "waiting", "opened")]
    [InlineData(3, "family", "video", "medicine", "registry", "therapist", "library", "area", "idea", "insurance", "example", "families", "CBT", "telephone", "usual", "behavior", "evaluate")]
    [InlineData(6, "availability", "responsibility")]
    [InlineData(4, "directory", "information", "experience", "anxiety", "EMDR", "reality")]
    public void English_syllables_are_counted_as_spoken(int syllables, params string[] words) =>
        // The rules err on some long words; a word more or less is within what the formulas bear, two are not.
        Assert.All(words, word => Assert.InRange(ReadingEase.EnglishSyllables(word), syllables - (syllables > 2 ? 1 : 0), syllables + (syllables > 2 ? 1 : 0)));

    [Theory]
    [InlineData(1, "y", "que", "más", "quien", "bien", "hoy", "muy", "pie", "seis")]
    [InlineData(2, "lista", "cuenta", "guerra", "aire", "día", "país", "leer", "cuida", "guía", "ciudad", "viejo", "agua", "bueno", "causa")]
    [InlineData(3, "ayuda", "persona", "terapia", "línea", "número", "horarios", "palabras", "cercano", "ansiedad", "pingüino", "búsqueda", "especial")]
    [InlineData(4, "terapeuta", "todavía", "preocupa", "consultorio", "emergencia", "teléfono", "emociones")]
    public void Spanish_syllables_are_counted_by_the_rules_of_spelling(int syllables, params string[] words) =>
        Assert.All(words, word => Assert.Equal(syllables, ReadingEase.SpanishSyllables(word)));

    [Fact]
    public void The_grade_of_an_English_text_is_that_of_the_formula()
    {
        // Six words, one sentence, six syllables: 0.39 * 6 + 11.8 - 15.59.
        Assert.Equal(-1.45, ReadingEase.EnglishGrade(["The cat sat on the mat."]), 2);
        // Ten words, two sentences, thirteen syllables: 0.39 * 5 + 11.8 * 1.3 - 15.59.
        Assert.Equal(1.7, ReadingEase.EnglishGrade(["You can see the open places. Choose one today, please."]), 2);
    }

    [Fact]
    public void The_ease_of_a_Spanish_text_is_that_of_the_formula() =>
        // Five words, one sentence, nine syllables: 206.84 - 60 * 1.8 - 1.02 * 5.
        Assert.Equal(93.74, ReadingEase.SpanishEase(["La casa tiene una puerta."]), 2);

    [Fact]
    public void Long_words_and_long_sentences_make_a_text_harder()
    {
        string[] plain = ["You can ask for help. It is free."];
        string[] hard = ["Individuals experiencing psychological difficulties are encouraged to initiate communication regarding complimentary assistance."];

        Assert.True(ReadingEase.EnglishGrade(plain) < 3);
        Assert.True(ReadingEase.EnglishGrade(hard) > 12);
    }

    [Fact]
    public void Numbers_and_places_to_fill_in_are_no_words()
    {
        Assert.Equal(3, ReadingEase.Words("{0:N0} of them left 988"));
    }
}
