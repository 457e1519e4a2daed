"""What the people of Bakkely Kommune write, in Danish and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThemeLines:
    """What is said of one chosen theme; `thread` goes by supporting question."""

    reason: str
    thread: Mapping[str, str]
    assessment: str
    measures: str
    offer: str = ""
    need: str = ""


@dataclass(frozen=True, slots=True)
class CardLines:
    title: str
    goal: str
    tasks: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class Lines:
    """`chapters` are the headings of what happens; `others` sums up those who do the same."""

    chapters: tuple[str, ...]
    others: str
    failed: str
    process: str
    sender: str
    anchored: str
    own_theme: str
    own_theme_about: str
    talk: tuple[str, ...]
    parked_question: str
    parked_who: str
    themes: Mapping[str, ThemeLines]
    overload_card: CardLines
    new_leader: str
    input: str
    before_talk: str
    came_of_it: str
    next_time: str
    after_talk: str


DANISH = Lines(
    chapters=(
        "Hanne sætter forløbet op",
        "Lederne svarer",
        "Runden lukker",
        "Kortet bliver vist, og snakken begynder",
        "Karen vælger temaer",
        "Arbejdsgrupperne skriver, og gruppelederne samler op",
        "Temaerne bliver til action cards",
        "Planen bliver offentliggjort",
        "Mette Holm bliver ansat som leder",
        "TR og AMR giver input",
        "Mads aftaler en tid til samtalen",
        "Fem uger efter start: samtalen",
        "Det kom der ud af det",
    ),
    others="… og på samme måde gør {n} ledere til.",
    failed="Det gik galt her",
    process="Plan for ledertrivsel 2027",
    sender="Direktionen og HR",
    anchored="HR, MED-udvalget og direktionen tager planen op to gange om året.",
    own_theme="Ledere på distancen",
    own_theme_about="At lede medarbejdere, man ikke ser hver dag.",
    talk=(
        "Ingen opdager det, når en af os er ved at få for meget. Derfor ligger det så højt.",
        "Mentorordningen virker, men kun for dem, der kender den. Det trækker tallet ned.",
    ),
    parked_question="Hvor mange ledere har været sygemeldt det seneste år?",
    parked_who="Hanne",
    themes={
        "new_leaders": ThemeLines(
            reason="Vi fik fem nye ledere sidste år, og de fik fem forskellige modtagelser.",
            thread={
                "assessment": "Nogle får en god start, andre må selv finde ud af det hele.",
                "experience": "Da jeg begyndte, var det Lise, der reddede mig. Det var et held.",
                "inspiration": "I nabokommunen har alle nye ledere en mentor i tre måneder.",
                "ideas": "En plan for de første fem uger, som er ens for alle.",
            },
            assessment="Det afhænger for meget af held. Modtagelsen skal være ens for alle.",
            measures="En introduktionsplan til alle nye ledere\nEn samtale efter fem uger",
            offer="Mentorordning for nye ledere – HR",
            need="Tal fra den seneste trivselsmåling – Hanne",
        ),
        "overload": ThemeLines(
            reason="Ingen sagde til i tide, og to er blevet syge.",
            thread={
                "assessment": "Vi ser det først, når det er for sent.",
                "experience": "På Skovgården spørger de til det på hvert ledermøde.",
                "ideas": "En aftale om, hvem man siger det til, og hvad der så sker.",
            },
            assessment="Vi kender tegnene, men vi siger det ikke højt.",
            measures="Spørg til det på hvert ledermøde\nAftal, hvem man siger det til",
            offer="Psykologordningen – HR",
        ),
        "psychological_safety": ThemeLines(
            reason="Vi taler ikke om fejl, før de er blevet store.",
            thread={
                "assessment": "I min ledergruppe er det trygt, men ikke opad.",
                "inspiration": "Hospitalets morgenmøder, hvor man begynder med det, der gik skævt.",
            },
            assessment="Det er tryggest tæt på, og sværest opad.",
            measures="Direktionen fortæller selv om en fejl hver måned",
        ),
    },
    overload_card=CardLines(
        title="Sig til, mens tid er",
        goal="Vi opdager overbelastning, før den gør nogen syge.",
        tasks="Sæt det på dagsordenen til ledermøderne (Sofie)\n"
        "Skriv ned, hvem man siger det til (HR)",
        follow_up="3 måneder efter start",
    ),
    new_leader="Mette Holm",
    input="Vis hende arbejdsmiljøgruppen, og lad hende møde os i den første uge.",
    before_talk="Hun er faldet godt til, men mangler overblik over alle møderne.",
    came_of_it="Mette trives. Hun vil gerne have færre møder og mere tid med sin mentor.",
    next_time="Mentoren skal være på plads før den første dag.",
    after_talk="Godt, at I talte om mentoren. Det tager vi op i MED.",
)

ENGLISH = Lines(
    chapters=(
        "Hanne sets the process up",
        "The leaders rate",
        "The round closes",
        "The map is shown, and the talk begins",
        "Karen chooses themes",
        "The working groups write, and their leads sum up",
        "The themes become action cards",
        "The plan is published",
        "Mette Holm is recruited as a leader",
        "TR and AMR give input",
        "Mads agrees on a time for the talk",
        "Five weeks after the start: the talk",
        "What came of it",
    ),
    others="… and {n} more leaders do the same.",
    failed="It went wrong here",
    process="Plan for leaders’ well-being 2027",
    sender="Top management and HR",
    anchored="HR, the MED committee and top management take the plan up twice a year.",
    own_theme="Leading at a distance",
    own_theme_about="Leading people one does not see every day.",
    talk=(
        "Nobody notices when one of us has too much on their plate. So it is high up.",
        "The mentor scheme works, but only for those who know of it. That pulls it down.",
    ),
    parked_question="How many leaders have been on sick leave in the past year?",
    parked_who="Hanne",
    themes={
        "new_leaders": ThemeLines(
            reason="We got five new leaders last year, and they had five different welcomes.",
            thread={
                "assessment": "Some get a good start, others must find it all out themselves.",
                "experience": "When I began, Lise saved me. That was luck.",
                "inspiration": "Next door, every new leader has a mentor for three months.",
                "ideas": "A plan for the first five weeks that is the same for everyone.",
            },
            assessment="Too much is left to luck. The welcome should be the same for everyone.",
            measures="A plan of introduction for every new leader\nA talk after five weeks",
            offer="A mentor scheme for new leaders – HR",
            need="Figures from the latest survey – Hanne",
        ),
        "overload": ThemeLines(
            reason="Nobody spoke up in time, and two have fallen ill.",
            thread={
                "assessment": "We only see it when it is too late.",
                "experience": "At Skovgården they ask about it at every leaders’ meeting.",
                "ideas": "An agreement on whom one tells, and on what happens then.",
            },
            assessment="We know the signs, but we do not say it aloud.",
            measures="Ask about it at every leaders’ meeting\nAgree whom one tells",
            offer="Counselling – HR",
        ),
        "psychological_safety": ThemeLines(
            reason="We do not talk about mistakes before they have grown large.",
            thread={
                "assessment": "It is safe in my own leader group, but not upwards.",
                "inspiration": "The hospital’s morning meetings begin with what went wrong.",
            },
            assessment="It is safest close by, and hardest upwards.",
            measures="Top management tells of a mistake of its own every month",
        ),
    },
    overload_card=CardLines(
        title="Speak up in time",
        goal="We notice overload before it makes anybody ill.",
        tasks="Put it on the agenda of the leaders’ meetings (Sofie)\n"
        "Write down whom one tells (HR)",
        follow_up="3 months after the start",
    ),
    new_leader="Mette Holm",
    input="Show her the safety group, and let her meet us in the first week.",
    before_talk="She has settled in well, but has no overview of all the meetings.",
    came_of_it="Mette thrives. She would like fewer meetings and more time with her mentor.",
    next_time="The mentor should be in place before the first day.",
    after_talk="Good that you talked about the mentor. We take that up in MED.",
)

LINES = {"da": DANISH, "en": ENGLISH}
