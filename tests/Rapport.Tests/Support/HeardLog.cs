using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Rapport.Tests.Support;

/// <summary>Hears what an application logs from warnings upward.</summary>
internal sealed class HeardLog : ILoggerProvider
{
    private readonly ConcurrentQueue<HeardLine> _lines = new();

    public IReadOnlyCollection<HeardLine> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Ear(categoryName, _lines);

    public void Dispose()
    {
        // Heard lines are read after the application has ended.
    }

    private sealed class Ear(string category, ConcurrentQueue<HeardLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue(new HeardLine(logLevel, category, formatter(state, exception), exception));
            }
        }
    }
}

/// <summary>One line of a log.</summary>
internal sealed record HeardLine(LogLevel Level, string Category, string Text, Exception? Failure);
